//go:build js && wasm

// Command app is a Go program that runs in the browser and logs its user out, in every
// mode.
package main

import (
	"encoding/json"
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// modes have a button each, of the same name.
var modes = []passport.Mode{
	passport.ModeSilent, passport.ModePopup, passport.ModeRedirect, passport.ModeAuto, passport.ModeLocal,
}

func main() {
	client, err := passport.New(passport.Config{
		// An auth domain to try it with. Without this line it is https://auth.immutable.com.
		AuthenticationDomain: "http://localhost:9000",
		ClientID:             "YOUR_CLIENT_ID",
		RedirectURI:          "http://localhost:3000/redirect",
		LogoutRedirectURI:    "http://localhost:3000/silent-logout.html",
	}, jsbridge.NewWindow())
	if err != nil {
		show(err.Error())
		return
	}
	client.OnLoggedOut(func(passport.LoggedOut) { enable(false) })
	defer client.Watch()() // other tabs, and the Back button
	for _, mode := range modes {
		element("#"+string(mode)).Set("onclick", js.FuncOf(func(js.Value, []js.Value) any {
			// Logout blocks, which a function that JavaScript calls must not. What needs the
			// click, as a popup does, has happened when this returns.
			go func() { show(logout(client, mode)) }()
			return nil
		}))
	}
	signedIn, err := client.IsLoggedIn()
	if err == nil && !signedIn {
		show("Nobody is signed in.")
	}
	enable(signedIn)
	select {}
}

// logout tells what became of a logout. In redirect mode the page is left before that.
func logout(client *passport.Client, mode passport.Mode) string {
	receipt, err := client.Logout(passport.Options{Mode: mode})
	if err != nil {
		return err.Error()
	}
	text, err := json.MarshalIndent(receipt, "", "  ")
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func enable(enabled bool) {
	for _, mode := range modes {
		element("#"+string(mode)).Set("disabled", !enabled)
	}
}

func show(text string) { element("#receipt").Set("textContent", text) }

func element(selector string) js.Value {
	return js.Global().Get("document").Call("querySelector", selector)
}
