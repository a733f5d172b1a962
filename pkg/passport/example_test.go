package passport_test

import (
	"context"
	"fmt"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
)

// In a program for the browser, jsbridge.NewWindow() takes the place of the
// fake.
func Example() {
	browser := passporttest.New("https://app.example.com/home")
	browser.CookieDomains = []string{"example.com"} // the auth domain is same-site
	_ = browser.StorageSet("localStorage", "oidc.user:https://auth.example.com:client", `{"id_token":"…"}`)
	browser.OnFrame = func(frame *passporttest.Frame) {
		frame.Load("https://app.example.com/silent-logout")
	}

	client, err := passport.New(passport.Config{
		AuthenticationDomain: "https://auth.example.com",
		ClientID:             "client",
		RedirectURI:          "https://app.example.com/redirect",
		LogoutRedirectURI:    "https://app.example.com/silent-logout",
		LogoutMode:           passport.ModeSilent,
	}, browser)
	if err != nil {
		fmt.Println(err)
		return
	}
	receipt, err := client.Logout(passport.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(receipt.Local.Status, receipt.Local.Removed)
	fmt.Println(receipt.IDP.Status, "by", receipt.IDP.Via)
	// Output:
	// cleared [oidc.user:https://auth.example.com:client]
	// ended by location
}

func ExampleAbortOn() {
	client, err := passport.New(passport.Config{
		ClientID:    "client",
		RedirectURI: "https://app.example/redirect",
	}, passporttest.New("https://app.example/home"))
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	_, err = client.Logout(passport.Options{Signal: passport.AbortOn(ctx)}) // the fake's window stays
	fmt.Println(err)
	// Output: the application session was cleared, but the wait for the Passport session was aborted
}

// On the callback page, in the hidden iframe.
func ExampleLogoutSilentCallback() {
	browser := passporttest.New("https://app.example/silent-logout")
	browser.Framed = true
	err := passport.LogoutSilentCallback(browser, "https://app.example/home")
	fmt.Println(err, "posted to", browser.Posts()[0].Origin)
	// Output: <nil> posted to https://app.example
}

func ExampleCallbackMessage() {
	browser := passporttest.New("https://app.example/silent-logout")
	message, targetOrigin, err := passport.CallbackMessage(browser, "https://app.example/home")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(message["source"], "to", targetOrigin)
	// Output: oidc-client to https://app.example
}

// A logout of an OpenID provider by redirect, and the page that it returns to.
func ExampleHandleLogoutRedirect() {
	browser := passporttest.New("https://app.example/home")
	var state string
	browser.Fault = func(method string, args ...string) error {
		if method == "Replace" {
			state = args[1][len(args[1])-32:]
			go browser.Leave("show") // else Logout would wait, as the page is away
		}
		return nil
	}
	client, err := passport.New(passport.Config{
		Provider:          &passport.OIDCProvider{EndSessionEndpoint: "https://op.example/logout"},
		ClientID:          "client",
		RedirectURI:       "https://app.example/redirect",
		LogoutRedirectURI: "https://app.example/",
	}, browser)
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := client.Logout(passport.Options{AppState: `{"to":"/goodbye"}`}); err != nil {
		fmt.Println(err)
		return
	}

	browser.URL = "https://app.example/?lang=de&state=" + state
	returned := passport.HandleLogoutRedirect(browser)
	fmt.Println(returned.State, returned.AppState, browser.URL)
	// Output: match {"to":"/goodbye"} https://app.example/?lang=de
}
