//go:build js && wasm

// Command app is a Go program that runs in the browser and logs its user out.
package main

import (
	"encoding/json"
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

func main() {
	client, err := passport.New(passport.Config{
		// An auth domain to try it with. Without this line it is https://auth.immutable.com.
		AuthenticationDomain: "http://localhost:9000",
		ClientID:             "YOUR_CLIENT_ID",
		RedirectURI:          "http://localhost:3000/redirect",
		LogoutRedirectURI:    "http://localhost:3000/silent-logout.html",
		LogoutMode:           passport.ModeSilent,
	}, jsbridge.NewWindow())
	if err != nil {
		show(err.Error())
		return
	}
	button := element("#logout")
	// Logout blocks, which a function that JavaScript calls must not.
	button.Set("onclick", js.FuncOf(func(js.Value, []js.Value) any {
		button.Set("disabled", true)
		go func() { show(logout(client)) }()
		return nil
	}))
	button.Set("disabled", false)
	select {}
}

// logout tells what became of a logout.
func logout(client *passport.Client) string {
	receipt, err := client.Logout(passport.Options{})
	if err != nil {
		return err.Error()
	}
	text, err := json.MarshalIndent(receipt, "", "  ")
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func show(text string) { element("#receipt").Set("textContent", text) }

func element(selector string) js.Value {
	return js.Global().Get("document").Call("querySelector", selector)
}
