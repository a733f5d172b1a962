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
		TimeoutMS:              o.Int("silentTimeoutMs"),
		Fallback:               o.String("fallback"),
		RedirectTarget:         o.String("redirectTarget"),
		AllowedRedirectOrigins: o.Strings("allowedRedirectOrigins"),
	}
}

// decodeOptions reads the arguments of logout(config, call): the configuration
// with this call's options over it, and {signal, cleared}. abandon ends the
// watch of the signal.
func decodeOptions(args []js.Value) (options passport.Options, abandon func()) {
	config := decodeConfig(args[0])
	call := jsbridge.NewObject(args[1])
	abort := make(chan struct{})
	return passport.Options{
		Mode:              config.LogoutMode,
		LogoutRedirectURI: config.LogoutRedirectURI,
		TimeoutMS:         config.TimeoutMS,
		Fallback:          config.Fallback,
		Abort:             abort,
		Cleared:           decodeCleared(call),
	}, jsbridge.OnAbort(call.Value("signal"), func() { close(abort) })
}

// decodeCleared reads what the loader has cleared before this program came.
func decodeCleared(call jsbridge.Object) *passport.Cleared {
	if !call.Has("cleared") {
		return nil
	}
	cleared := call.Object("cleared")
	return &passport.Cleared{
		Removed:   cleared.Strings("removed"),
		Session:   cleared.String("session"),
		Tombstone: cleared.String("tombstone"),
	}
}
