//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// OpenPopup goes on with the popup that the loader has opened, or was refused, and has sent
// to the auth domain or not.
func (s *started) OpenPopup(url, features string, f func(event, origin string, data any)) (
	send func(url string, form [][2]string) error, closePopup func(), err error,
) {
	popup := s.popup
	s.popup = js.Undefined()
	switch {
	case popup.IsUndefined():
		return s.Window.OpenPopup(url, features, f)
	case popup.IsNull() && !s.refusal.IsUndefined():
		return nil, nil, jsbridge.ErrorOf(s.refusal)
	}
	send, closePopup, err = s.AdoptPopup(popup, s.events, f)
	waits := url == "about:blank"
	switch {
	case err != nil:
	case s.sent && waits:
		return s.afterFirst(send), closePopup, nil
	case !s.sent && !waits:
		_ = send(url, nil) // one that is closed meanwhile is reported as such
	}
	return send, closePopup, err
}

// afterFirst leaves out the first sending, which the loader has done.
func (s *started) afterFirst(send func(url string, form [][2]string) error) func(url string, form [][2]string) error {
	return func(url string, form [][2]string) error {
		if s.sent {
			s.sent = false
			return nil
		}
		return send(url, form)
	}
}

// OnBroadcast goes on with what the loader has heard of the popup.
func (s *started) OnBroadcast(channel string, f func(message string)) (remove func()) {
	if s.popup.IsUndefined() {
		return s.Window.OnBroadcast(channel, f)
	}
	return s.AdoptBroadcast(s.channel, s.events, f)
}
