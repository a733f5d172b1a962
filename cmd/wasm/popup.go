//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// OpenPopup goes on with the popup that the loader has opened, or was refused.
func (s *started) OpenPopup(url, features string, f func(event, origin string, data any)) (close func(), err error) {
	popup := s.popup
	s.popup = js.Undefined()
	switch {
	case popup.IsUndefined():
		return s.Window.OpenPopup(url, features, f)
	case popup.IsNull() && !s.refusal.IsUndefined():
		return nil, jsbridge.ErrorOf(s.refusal)
	}
	return s.AdoptPopup(popup, s.events, f)
}

// OnBroadcast goes on with what the loader has heard of the popup.
func (s *started) OnBroadcast(channel string, f func(message string)) (remove func()) {
	if s.popup.IsUndefined() {
		return s.Window.OnBroadcast(channel, f)
	}
	return s.AdoptBroadcast(s.channel, s.events, f)
}
