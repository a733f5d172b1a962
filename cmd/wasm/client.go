//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// opener makes the program's half of a Passport instance.
type opener struct {
	browser browser // the window, or a rehearsal on it
	errors  errors
	collect func() // after calls that leave garbage
}

// browser is what a client needs of one.
type browser interface {
	passport.Browser
	// TakeFrame goes on with an iframe that the engine has opened.
	TakeFrame(element, events js.Value, f func(event, origin string, data any)) (close func(), err error)
}

// call is open(config, emit): it returns an object whose methods take the two
// functions of a promise, and their own arguments after them. config is the
// loader's checked copy; emit gets the detail of every loggedOut event. A
// configuration that is refused rejects every method.
func (o opener) call(args []js.Value) js.Value {
	c := &client{opener: o}
	config := decodeConfig(args[0])
	c.passport, c.err = passport.New(config, o.browser)
	if c.err == nil {
		emit := args[1]
		c.passport.OnLoggedOut(func(e passport.LoggedOut) { emit.Invoke(encodeEvent(e)) })
		c.stop = c.passport.Watch()
	}
	return c.export()
}

// client is the program's half of a Passport instance.
type client struct {
	opener
	passport *passport.Client
	err      error
	stop     func()
	funcs    []js.Func
}

func (c *client) export() js.Value {
	exports := object()
	c.method(exports, "logout", c.logout)
	c.method(exports, "getLogoutUrl", c.logoutURL)
	c.method(exports, "isLoggedIn", func([]js.Value) (any, error) { return c.passport.IsLoggedIn() })
	c.method(exports, "getUserInfo", func([]js.Value) (any, error) {
		claims, err := c.passport.UserInfo()
		if claims == nil {
			return nil, err
		}
		return claims, err
	})
	c.method(exports, "getIdToken", func([]js.Value) (any, error) { return optional(c.passport.IDToken()) })
	c.method(exports, "getAccessToken", func([]js.Value) (any, error) { return optional(c.passport.AccessToken()) })
	c.function(exports, "close", c.close)
	return exports
}

func (c *client) logout(args []js.Value) (any, error) {
	defer c.collect()
	receipt, err := c.passport.Logout(c.decodeOptions(args))
	if err != nil {
		return nil, err
	}
	return encodeReceipt(&receipt), nil
}

func (c *client) logoutURL(args []js.Value) (any, error) {
	return c.passport.LogoutURL(c.decodeOptions(args))
}

// optional is nil for an empty text.
func optional(s string, err error) (any, error) { return text(s), err }

// method exports a function that settles a promise. What f does before it
// blocks has happened when the function returns.
func (c *client) method(exports js.Value, name string, f func(args []js.Value) (any, error)) {
	c.function(exports, name, func(args []js.Value) js.Value {
		resolve, reject, args := args[0], args[1], args[2:]
		jsbridge.Settle(resolve, reject, func() (js.Value, bool) {
			err := c.err
			if err == nil {
				var value any
				if value, err = f(args); err == nil {
					return valueOf(value), true
				}
			}
			return c.errors.encode(err, args), false
		})
		return js.Undefined()
	})
}

func (c *client) function(exports js.Value, name string, f func(args []js.Value) js.Value) {
	fn := jsbridge.Func(f)
	c.funcs = append(c.funcs, fn)
	exports.Set(name, fn)
}

// valueOf is undefined, not null, for what is absent.
func valueOf(value any) js.Value {
	if value == nil {
		return js.Undefined()
	}
	return js.ValueOf(value)
}

// close stops listening and frees the exported functions.
func (c *client) close([]js.Value) js.Value {
	if c.stop != nil {
		c.stop()
	}
	for _, f := range c.funcs {
		jsbridge.Release(f)
	}
	c.funcs = nil
	c.collect()
	return js.Undefined()
}
