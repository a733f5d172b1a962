package main

import (
	"encoding/json"

	"github.com/passport-logout/passport-logout/internal/wire"
)

// literals are the values of package wire that stand in the loader, by the names
// that they have there (web/wire.d.ts).
func literals() map[string]string {
	defines := map[string]string{}
	for name, value := range map[string]any{
		"sessionKey":           wire.SessionKey,
		"tombstoneKey":         wire.TombstoneKey,
		"channel":              wire.Channel,
		"stateKey":             wire.StateKey,
		"popupKey":             wire.PopupKey,
		"popupFeatures":        wire.PopupFeatures,
		"popupStays":           wire.PopupStays,
		"popupStaysMs":         wire.PopupStaysMS,
		"database":             wire.Database,
		"store":                wire.Store,
		"leftovers":            wire.Leftovers,
		"authenticationDomain": wire.AuthenticationDomain,
		"logoutPath":           wire.LogoutPath,
		"bridgeLogoutPath":     wire.BridgeLogoutPath,
		"revocationPath":       wire.RevocationPath,
		"messageSource":        wire.MessageSource,
		"timeoutMs":            wire.TimeoutMS,
		"maxTimeoutMs":         wire.MaxTimeoutMS,
		"beforeLogoutMs":       wire.BeforeLogoutMS,
		"maxStrings":           wire.MaxStrings,
		"maxGET":               wire.MaxGET,
		"maxAppState":          wire.MaxAppState,
		"frameAttributes":      wire.FrameAttributes,
		"config":               shape(wire.Config),
		"provider":             shape(wire.Provider),
		"options":              shape(wire.Options),
	} {
		text, err := json.Marshal(value)
		if err != nil {
			panic(err) // all are plain
		}
		defines["wire."+name] = string(text)
	}
	return defines
}

// shape is the object of the settings' names and what each must be, where that is
// not anything.
func shape(settings []wire.Setting) map[string]string {
	object := map[string]string{}
	for _, s := range settings {
		if s.Must != wire.Anything {
			object[s.Name] = s.Must
		}
	}
	return object
}
