//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// overrides lists the settings of config.overrides; the incumbent has more.
var overrides = []wire.Setting{{Name: "authenticationDomain", Must: wire.String}}

// readConfig reads and checks the types of a configuration.
func (p *program) readConfig(v js.Value) (config passport.Config, err *passport.Error) {
	s, err := p.read("config", v, wire.Config)
	if err != nil {
		return config, err
	}
	domain := ""
	if given, ok := s["overrides"]; ok {
		o, err := p.read("config.overrides", given, overrides)
		if err != nil {
			return config, err
		}
		if domain = o.text("authenticationDomain"); domain == "" {
			return config, invalid("overrides - authenticationDomain cannot be null") // the incumbent's own words
		}
	}
	return passport.Config{
		AuthenticationDomain:   domain,
		ClientID:               s.text("clientId"),
		RedirectURI:            s.text("redirectUri"),
		LogoutRedirectURI:      s.text("logoutRedirectUri"),
		LogoutMode:             passport.Mode(s.text("logoutMode")),
		AutoMode:               passport.Mode(s.text("autoMode")),
		CrossSDKBridge:         s.flag("crossSdkBridgeEnabled"),
		StorageKeys:            s.strings("storageKeys", wire.MaxStrings),
		TimeoutMS:              s.ms("silentTimeoutMs"),
		Fallback:               passport.Fallback(s.text("fallback")),
		Verify:                 s.flag("verify"),
		RedirectTarget:         passport.RedirectTarget(s.text("redirectTarget")),
		AllowedRedirectOrigins: s.strings("allowedRedirectOrigins", wire.MaxStrings),
	}, nil
}

// readOptions reads and checks the types of the options of one logout.
func (p *program) readOptions(v js.Value) (options passport.Options, signal jsbridge.AbortSignal, err *passport.Error) {
	if isAbsent(v) {
		return options, signal, nil
	}
	s, err := p.read("options", v, wire.Options)
	if err != nil {
		return options, signal, err
	}
	options = passport.Options{
		Mode:              passport.Mode(s.text("mode")),
		LogoutRedirectURI: s.text("logoutRedirectUri"),
		TimeoutMS:         s.ms("timeoutMs"),
		Fallback:          passport.Fallback(s.text("fallback")),
		Verify:            s.flag("verify"),
	}
	if given, ok := s["signal"]; ok {
		signal = jsbridge.AbortSignal{Value: given}
		options.Signal = signal
	}
	return options, signal, nil
}
