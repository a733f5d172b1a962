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
	provider, err := p.readProvider(s)
	if err != nil {
		return config, err
	}
	return passport.Config{
		AuthenticationDomain:   domain,
		Provider:               provider,
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
		BeforeLogout:           s.call("beforeLogout"),
		BeforeLogoutMS:         s.ms("beforeLogoutMs"),
		IdleTimeoutMS:          s.ms("idleTimeoutMs"),
		IdleWarningMS:          s.ms("idleWarningMs"),
	}, nil
}

// readProvider reads the settings of an OpenID provider, nil where there are none.
func (p *program) readProvider(config settings) (*passport.OIDCProvider, *passport.Error) {
	given, ok := config["provider"]
	if !ok {
		return nil, nil
	}
	s, err := p.read("config.provider", given, wire.Provider)
	if err != nil {
		return nil, err
	}
	if s.text("kind") == "" {
		return nil, invalid("provider needs kind, and issuer or endSessionEndpoint")
	}
	provider := &passport.OIDCProvider{
		Issuer:             s.text("issuer"),
		EndSessionEndpoint: s.text("endSessionEndpoint"),
		RevocationEndpoint: s.text("revocationEndpoint"),
		StorageKey:         s.text("storageKey"),
		LogoutHint:         s.text("logoutHint"),
		UILocales:          s.text("uiLocales"),
		Method:             passport.RequestMethod(s.text("method")),
	}
	provider.Parameters, err = p.readParameters(s)
	return provider, err
}

// readParameters reads further parameters of a logout URL, all of them texts.
func (p *program) readParameters(provider settings) (pairs [][2]string, err *passport.Error) {
	const what = "config.provider.parameters"
	given, ok := provider["parameters"]
	if !ok {
		return nil, nil
	}
	names, values, err := own(what, given)
	for i, name := range names {
		text, isText := jsbridge.String(values[i])
		if !isText {
			return nil, invalid(what + "." + name + " must be a string")
		}
		pairs = append(pairs, [2]string{name, text})
	}
	return pairs, err
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
		BeforeLogout:      s.call("beforeLogout"),
		BeforeLogoutMS:    s.ms("beforeLogoutMs"),
	}
	if given, ok := s["appState"]; ok {
		options.AppState, _ = jsbridge.JSON(given) // which fits
	}
	if given, ok := s["signal"]; ok {
		signal = jsbridge.AbortSignal{Value: given}
		options.Signal = signal
	}
	return options, signal, nil
}
