//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// watch is passportWatch(configuration, listener, seen): listener gets the detail
// and the name of every event that is not the page's own doing: loggedOut, idle and
// active. Where it returns false for idle the user stays. The promise is fulfilled
// with a function that ends that, to be called once.
func (p *program) watch(args []js.Value) js.Value {
	return promise(func() (js.Value, error) {
		config, wrong := p.readConfig(argument(args, 0))
		if wrong != nil {
			return js.Undefined(), wrong
		}
		listener := argument(args, 1)
		if listener.Type() != js.TypeFunction {
			return js.Undefined(), invalid("listener must be a function")
		}
		b, wrong := p.browserSeen(argument(args, 2), config)
		if wrong != nil {
			return js.Undefined(), wrong
		}
		client, err := passport.New(config, b)
		if err != nil {
			return js.Undefined(), err
		}
		client.OnLoggedOut(func(e passport.LoggedOut) { p.tell(listener, encodeEvent(e), "loggedOut") })
		client.OnIdle(func(ms float64) bool {
			return p.tell(listener, object("remainingMs", ms), "idle").Equal(js.ValueOf(false))
		})
		client.OnActive(func() { p.tell(listener, js.Null(), "active") })
		stop := client.Watch()
		b.catchUp()
		if config.Verify && config.LogoutMode == passport.ModeAuto {
			p.window.OnIdle(func() { go p.askAhead(client, config.SessionKey()) })
		}
		return p.stopFunc(stop), nil
	})
}

// askAhead lets auto know before a click whether it can be silent across sites. A page in
// a frame may be one that a question has loaded, and asks none.
func (p *program) askAhead(client *passport.Client, session string) {
	if _, asked := p.reaches[session]; asked || !p.window.TopLevel() {
		return
	}
	p.reaches[session] = false
	reaches := client.ReachesFrame()
	if _, current := p.reaches[session]; current { // no logout has come meanwhile
		p.reaches[session] = reaches
	}
}

// tell calls a listener, and returns what that does. What it throws is reported as
// that of a browser's own listeners, and ends nothing in here.
func (p *program) tell(listener, detail js.Value, event string) js.Value {
	result, err := jsbridge.Try(func() js.Value { return listener.Invoke(detail, event) })
	if err != nil {
		p.window.After(0, func() { panic(err) }) // which the bridge reports
	}
	return result
}

func (p *program) stopFunc(stop func()) js.Value {
	var f js.Func
	f = jsbridge.Func(func([]js.Value) js.Value {
		stop()
		jsbridge.Release(f)
		p.collectSoon()
		return js.Undefined()
	})
	return f.Value
}

// seen is the browser as the loader had seen it before the program came
// (web/loader/watch.js), until catchUp tells of what has happened since.
type seen struct {
	*jsbridge.Window
	tombstoneKey, sessionKey string
	tombstone                string
	session, restored        bool
	caughtUp                 bool
	heard                    func(tombstone string)
	left                     func(event string)
	returned                 func()
}

// browserSeen returns the browser for what the loader had seen: undefined is nothing.
func (p *program) browserSeen(before js.Value, config passport.Config) (*seen, *passport.Error) {
	o, err := handover("seen", before)
	return &seen{
		Window:       p.window,
		tombstoneKey: config.TombstoneKey(),
		sessionKey:   config.SessionKey(),
		tombstone:    o.text("tombstone"),
		session:      o.flag("session"),
		restored:     o.flag("restored"),
		caughtUp:     before.IsUndefined(),
	}, err
}

// StorageGet reads what was there when the loader looked.
func (s *seen) StorageGet(area, key string) (value string, found bool, err error) {
	switch {
	case s.caughtUp:
		return s.Window.StorageGet(area, key)
	case key == s.tombstoneKey:
		return s.tombstone, s.tombstone != "", nil
	}
	return "", key == s.sessionKey && s.session, nil
}

// OnStorage also remembers who is to hear of a tombstone.
func (s *seen) OnStorage(key string, f func(value string)) (remove func()) {
	if key == s.tombstoneKey {
		s.heard = f
	}
	return s.Window.OnStorage(key, f)
}

// OnLeave also remembers who is to hear that the page came back.
func (s *seen) OnLeave(f func(event string)) (remove func()) {
	s.left = f
	return s.Window.OnLeave(f)
}

// OnReturn also remembers who is to look what has changed.
func (s *seen) OnReturn(f func()) (remove func()) {
	s.returned = f
	return s.Window.OnReturn(f)
}

// GetText gets nothing: a page that only listens needs no provider's metadata.
func (s *seen) GetText(string, func(status int, text string, err error)) {}

// Broadcast has nothing to say: the loader has told the pages from before a logout.
func (s *seen) Broadcast(channel, message string) {
	if s.caughtUp {
		s.Window.Broadcast(channel, message)
	}
}

// catchUp reports what has happened between the loader's look and now.
func (s *seen) catchUp() {
	if s.caughtUp {
		return
	}
	if s.restored {
		s.left("hide")
	}
	s.caughtUp = true
	if s.restored {
		s.left("show")
		return
	}
	if tombstone, _, _ := s.Window.StorageGet("localStorage", s.tombstoneKey); tombstone != s.tombstone {
		s.heard(tombstone)
	}
	s.returned()
}
