//go:build js && wasm

package main

import (
	"slices"
	"syscall/js"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// started is the browser as it is for a logout that the loader has started
// (web/loader/start.js). What that has done is not done again, but found done: so
// package passport takes the same steps with it and without.
type started struct {
	*jsbridge.Window
	sessionKey string
	session    string   // as it was
	removed    []string // keys that the loader has found and removed, until that is known
	failed     bool     // whether the loader could not remove all
	at         float64  // when the logout began, until that is known
	ids        []string // the tombstone and the state that the loader has made, until known
	taken      []string // the area and the key of entries that have been found
	revocation js.Value // the request, undefined where none was sent
	frame      js.Value // the iframe, undefined where none was opened
	popup      js.Value // the popup, undefined where none was asked for, null where none was opened
	sent       bool     // whether the popup was sent to the auth domain, until that is known
	channel    js.Value // the BroadcastChannel that this page listens on
	left       bool     // whether the window was sent away
	refusal    js.Value // what the browser threw then
	events     js.Value // what has happened since
}

// browserAfter returns the browser for a logout of which the loader has started so
// much.
func (p *program) browserAfter(start js.Value, sessionKey string) (*started, *passport.Error) {
	o, err := handover("started", start)
	return &started{
		Window:     p.window,
		sessionKey: sessionKey,
		session:    o.text("session"),
		removed:    o.strings("removed", maxRemoved),
		failed:     o.flag("failed"),
		at:         o.number("at"),
		ids:        []string{o.text("tombstone"), o.text("state")},
		revocation: o["revocation"],
		frame:      o["frame"],
		popup:      o["popup"],
		sent:       o.flag("sent"),
		channel:    o["channel"],
		left:       o.flag("left"),
		refusal:    o["refusal"],
		events:     o["events"],
	}, err
}

// maxRemoved is more than the keys that a logout may find: those of storageKeys in
// two areas, and a login's.
const maxRemoved = 3 * wire.MaxStrings

// Now is at first when the loader has started.
func (s *started) Now() float64 {
	if at := s.at; at != 0 {
		s.at = 0
		return at
	}
	return s.Window.Now()
}

// Measure leaves out what the loader has measured.
func (s *started) Measure(name string, start float64) {
	if name != "passport:clear" && name != "passport:leave" {
		s.Window.Measure(name, start)
	}
}

// RandomID is at first the tombstone that the loader has written, then the state that
// it has sent.
func (s *started) RandomID() string {
	for len(s.ids) > 0 {
		id := s.ids[0]
		if s.ids = s.ids[1:]; id != "" {
			return id
		}
	}
	return s.Window.RandomID()
}

// StorageSet has no tombstone to write, which is there. What is for the landing page,
// or for a popup that the loader has not opened, may not be.
func (s *started) StorageSet(area, key, value string) error {
	if key == wire.StateKey || key == wire.PopupKey && s.popup.IsUndefined() {
		return s.Window.StorageSet(area, key, value)
	}
	return nil
}

// Broadcast has nothing to say: the loader tells the other tabs.
func (s *started) Broadcast(string, string) {}

// StorageGet finds what the loader has found, once. What it has not found or could
// not remove may be there; other keys are those of a login that has begun since.
func (s *started) StorageGet(area, key string) (value string, found bool, err error) {
	isSession := key == s.sessionKey
	switch known := slices.Contains(s.removed, key) && !slices.Contains(s.taken, area+" "+key); {
	case known && isSession:
		return s.session, true, nil
	case known:
		return "", true, nil
	case s.failed || isSession:
		return s.Window.StorageGet(area, key)
	}
	return "", false, nil
}

// StorageRemove takes for removed what the loader has removed.
func (s *started) StorageRemove(area, key string) error {
	if i := slices.Index(s.removed, key); i >= 0 {
		s.removed = slices.Delete(s.removed, i, i+1)
		s.taken = append(s.taken, area+" "+key)
		return nil
	}
	if s.failed || key == s.sessionKey || key == wire.StateKey || key == wire.PopupKey {
		return s.Window.StorageRemove(area, key)
	}
	return nil
}

// Online is the browser's word until the window was sent away.
func (s *started) Online() bool { return s.left || s.Window.Online() }

// PostForm goes on with the request that the loader has sent.
func (s *started) PostForm(url, body string, done func(status int, err error)) {
	if s.revocation.IsUndefined() {
		s.Window.PostForm(url, body, done)
		return
	}
	s.AdoptResponse(s.revocation, done)
	s.revocation = js.Undefined()
}

// OpenFrame goes on with the iframe that the loader has opened.
func (s *started) OpenFrame(url string, attributes [][2]string, f func(event, origin string, data any)) (close func(), err error) {
	if s.frame.IsUndefined() {
		return s.Window.OpenFrame(url, attributes, f)
	}
	frame := s.frame
	s.frame = js.Undefined()
	return s.AdoptFrame(frame, s.events, f)
}

// abandon closes the iframe or the popup of a logout that has ended before it went on
// with that.
func (s *started) abandon() {
	deaf := func(string, string, any) {}
	if !s.frame.IsUndefined() {
		if closeFrame, err := s.OpenFrame("", nil, deaf); err == nil {
			closeFrame()
		}
	}
	if !s.popup.IsUndefined() {
		if _, closePopup, err := s.OpenPopup("about:blank", "", deaf); err == nil {
			closePopup()
		}
	}
}

// Replace has nothing to do where the loader has sent the window away.
func (s *started) Replace(target, url string) error {
	switch {
	case !s.left:
		return s.Window.Replace(target, url)
	case s.refusal.IsUndefined():
		return nil
	}
	return jsbridge.ErrorOf(s.refusal)
}

// OnLeave also reports what has happened since the loader has sent the window away.
func (s *started) OnLeave(f func(event string)) (remove func()) {
	if !s.left {
		return s.Window.OnLeave(f)
	}
	return s.AdoptLeave(s.events, f)
}
