//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// logout is passportLogout(configuration, options, started). Calls during a logout
// of the same session share its promise.
func (p *program) logout(args []js.Value) js.Value {
	config, wrong := p.readConfig(argument(args, 0))
	if wrong != nil {
		return promise(func() (js.Value, error) { return js.Undefined(), wrong })
	}
	session := config.SessionKey()
	if flight, ok := p.flights[session]; ok {
		return flight
	}
	flight := promise(func() (js.Value, error) {
		defer p.collectSoon()
		defer delete(p.flights, session)
		return p.run(config, argument(args, 1), argument(args, 2))
	})
	p.flights[session] = flight
	return flight
}

func (p *program) run(config passport.Config, options, start js.Value) (js.Value, error) {
	var browser passport.Browser = p.window
	if !start.IsUndefined() {
		config.BeforeLogout = nil // which the loader has called
		s, wrong := p.browserAfter(start, config.SessionKey())
		if wrong != nil {
			return js.Undefined(), wrong
		}
		defer s.abandon()
		browser = s
	}
	client, err := passport.New(config, browser)
	if err != nil {
		return js.Undefined(), err
	}
	decoded, signal, wrong := p.readOptions(options)
	if wrong != nil {
		return js.Undefined(), withoutDeparture(client, wrong)
	}
	if !start.IsUndefined() {
		decoded.BeforeLogout = nil
	}
	session := config.SessionKey()
	decoded.ReachesFrame = p.reaches[session]
	defer delete(p.reaches, session) // which is another one after this
	receipt, err := client.Logout(decoded)
	if failure, ok := err.(*passport.Error); ok && failure.Code == passport.Aborted {
		return js.Undefined(), thrown{signal.Reason()}
	}
	return encodeReceipt(&receipt), err
}

// withoutDeparture logs out as far as wrong options allow: the application session
// goes, and the refresh token with it. It returns their error with the receipt.
func withoutDeparture(client *passport.Client, wrong *passport.Error) error {
	receipt, _ := client.Logout(passport.Options{Signal: givenUp{}})
	receipt.IDP.Reason = string(wrong.Code)
	wrong.Receipt = &receipt
	return wrong
}

// givenUp is a signal that has aborted before the call.
type givenUp struct{}

// Aborted is always so.
func (givenUp) Aborted() bool { return true }

// OnAbort calls f at once.
func (givenUp) OnAbort(f func()) (remove func()) {
	f()
	return func() {}
}

// thrown is what a promise rejects with as it is.
type thrown struct{ value js.Value }

// Error stands for the value, which has no text of its own.
func (thrown) Error() string { return "thrown by the page" }

// callback is logoutSilentCallback(url).
func (p *program) callback(args []js.Value) js.Value {
	return promise(func() (js.Value, error) {
		url, ok := jsbridge.String(argument(args, 0))
		if !ok && !isAbsent(argument(args, 0)) {
			return js.Undefined(), invalid("the url given to logoutSilentCallback must be a string")
		}
		return js.Undefined(), passport.LogoutSilentCallback(p.window, url)
	})
}

// handleRedirect is handleLogoutRedirect().
func (p *program) handleRedirect([]js.Value) js.Value {
	return promise(func() (js.Value, error) {
		return encodeRedirect(passport.HandleLogoutRedirect(p.window)), nil
	})
}
