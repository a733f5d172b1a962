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
	o := jsbridge.NewObject(v)
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
// with this call's options over it, and {signal, begun}.
func (c *client) decodeOptions(args []js.Value) passport.Options {
	config, call := jsbridge.NewObject(args[0]), jsbridge.NewObject(args[1])
	options := passport.Options{
		Mode:              passport.Mode(config.String("logoutMode")),
		LogoutRedirectURI: config.String("logoutRedirectUri"),
		TimeoutMS:         int(config.Float("silentTimeoutMs")),
		Fallback:          config.String("fallback"),
		Begun:             c.decodeBegun(call),
	}
	if call.Has("signal") {
		options.Signal = jsbridge.AbortSignal{Value: call.Value("signal")}
	}
	return options
}

// decodeBegun reads what was done of the logout before this program came.
func (c *client) decodeBegun(call jsbridge.Object) *passport.Begun {
	if !call.Has("begun") {
		return nil
	}
	o := call.Object("begun")
	revocation := o.Object("revocation")
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
	if o.Has("frame") {
		begun.TakeFrame = func(f func(event, origin string, data any)) (func(), error) {
			frame := o.Value("frame")
			_, _ = jsbridge.Call(frame, "stop")
			fields := o.Object("frame")
			return c.window.TakeFrame(fields.Value("element"), fields.Value("events"), f)
		}
	}
	if o.Has("leaving") {
		begun.TakeLeave = func(f func(event string)) (func(), error) { return takeLeave(o.Value("leaving"), f) }
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
