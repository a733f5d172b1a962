//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// decodeConfig reads the loader's copy of a configuration, which has the right
// types already.
func decodeConfig(v js.Value) passport.Config {
	o := jsbridge.NewDictionary(v)
	return passport.Config{
		AuthenticationDomain:   o.String("authenticationDomain"),
		ClientID:               o.String("clientId"),
		RedirectURI:            o.String("redirectUri"),
		LogoutRedirectURI:      o.String("logoutRedirectUri"),
		LogoutMode:             passport.Mode(o.String("logoutMode")),
		CrossSDKBridge:         o.Bool("crossSdkBridgeEnabled"),
		StorageKeys:            o.Strings("storageKeys"),
		TimeoutMS:              int(o.Float("silentTimeoutMs")),
		Fallback:               o.String("fallback"),
		RedirectTarget:         o.String("redirectTarget"),
		AllowedRedirectOrigins: o.Strings("allowedRedirectOrigins"),
	}
}

// decodeOptions reads the arguments of logout(config, call): the configuration
// with this call's options over it, undefined where there are none, and {signal,
// begun}.
func (c *client) decodeOptions(args []js.Value) passport.Options {
	config, call := jsbridge.NewDictionary(args[0]), jsbridge.NewDictionary(args[1])
	signal := call.Value("signal")
	options := passport.Options{
		Mode:              passport.Mode(config.String("logoutMode")),
		LogoutRedirectURI: config.String("logoutRedirectUri"),
		TimeoutMS:         int(config.Float("silentTimeoutMs")),
		Fallback:          config.String("fallback"),
		Begun:             c.decodeBegun(call.Value("begun")),
	}
	if !signal.IsUndefined() {
		options.Signal = jsbridge.AbortSignal{Value: signal}
	}
	return options
}

// decodeBegun reads what was done of the logout before this program came.
func (c *client) decodeBegun(v js.Value) *passport.Begun {
	if v.IsUndefined() {
		return nil
	}
	o := jsbridge.NewDictionary(v)
	revocation, frame, leaving := o.Dictionary("revocation"), o.Value("frame"), o.Value("leaving")
	begun := &passport.Begun{
		Cleared: passport.Cleared{
			Removed:   o.Strings("removed"),
			Session:   o.String("session"),
			Tombstone: o.String("tombstone"),
		},
		Started: o.Float("started"),
		Revocation: passport.Revocation{
			Status: passport.RevocationStatus(revocation.String("status")),
			Reason: revocation.String("reason"),
		},
	}
	if o.Bool("failed") {
		begun.Err = &jsbridge.Error{Message: "the loader could not clear all"}
	}
	if !frame.IsUndefined() {
		begun.TakeFrame = func(f func(event, origin string, data any)) (func(), error) {
			element, _ := jsbridge.Get(frame, "element")
			events, _ := jsbridge.Get(frame, "events")
			return c.browser.TakeFrame(element, events, f)
		}
	}
	if !leaving.IsUndefined() {
		begun.TakeLeave = func(f func(event string)) (func(), error) { return takeLeave(leaving, f) }
	}
	return begun
}

// takeLeave hears of a page that the engine has left.
func takeLeave(leaving js.Value, f func(event string)) (remove func(), err error) {
	report := jsbridge.Func(func(args []js.Value) js.Value {
		f(args[0].String())
		return js.Undefined()
	})
	if _, err := jsbridge.Call(leaving, "take", report); err != nil {
		jsbridge.Release(report)
		return nil, err
	}
	return func() {
		_, _ = jsbridge.Call(leaving, "close")
		jsbridge.Release(report)
	}, nil
}
