//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// OpenPopup goes on with the popup that the loader has opened, or was refused. Where
// that has sent it to the auth domain, the first sending is done.
func (s *started) OpenPopup(features string, f func(event, origin string, data any)) (
	send func(url string, form [][2]string) error, closePopup func(), err error,
) {
	popup := s.popup
	s.popup = js.Undefined()
	switch {
	case popup.IsUndefined():
		return s.Window.OpenPopup(features, f)
	case popup.IsNull() && !s.refusal.IsUndefined():
		return nil, nil, jsbridge.ErrorOf(s.refusal)
	}
	send, closePopup, err = s.AdoptPopup(popup, s.events, f)
	if s.sent {
		again := send
		send = func(url string, form [][2]string) error {
			if s.sent {
				s.sent = false
				return nil
			}
			return again(url, form)
		}
	}
	return send, closePopup, err
}

// OnBroadcast goes on with what the loader has heard of the popup.
func (s *started) OnBroadcast(channel string, f func(message string)) (remove func()) {
	if s.popup.IsUndefined() {
		return s.Window.OnBroadcast(channel, f)
	}
	return s.AdoptBroadcast(s.channel, s.events, f)
}
