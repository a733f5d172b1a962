//go:build js && wasm

// Command wasm is the program: it joins package passport to the browser, and sets
// these functions on the global object, each of which returns a promise at once.
//
//	passportLogout(configuration, options?, started?)
//	logoutSilentCallback(url?)
//	handleLogoutRedirect()
//	passportFrontChannelLogout(configuration, url?)
//	passportPlan(configuration, options?)
//	passportWatch(configuration, listener, seen?)
//
// A page that runs it by Go's own glue calls them as they are. The loader
// (web/loader) runs it with a global object of its own, and hands over what it has
// started of a logout, and what it has seen of the session before.
package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func main() {
	p := &program{window: jsbridge.NewWindow(), flights: map[string]js.Value{}, reaches: map[string]bool{}, warned: map[string]bool{}}
	global := js.Global()
	global.Set("passportLogout", jsbridge.Func(p.logout))
	global.Set("logoutSilentCallback", jsbridge.Func(p.callback))
	global.Set("passportFrontChannelLogout", jsbridge.Func(p.frontChannelLogout))
	global.Set("passportPlan", jsbridge.Func(p.plan))
	global.Set("handleLogoutRedirect", jsbridge.Func(p.handleRedirect))
	global.Set("passportWatch", jsbridge.Func(p.watch))
	p.window.OnIdle(func() { go p.rehearse() })
	select {}
}

// program is what all calls share.
type program struct {
	window        *jsbridge.Window
	flights       map[string]js.Value // the promises of logouts in progress, by session
	reaches       map[string]bool     // whether the provider's cookie gets into an iframe, by session
	warned        map[string]bool     // the unknown settings that were named
	collectionDue bool
}

// argument returns an argument of a call, undefined where it is left out.
func argument(args []js.Value, i int) js.Value {
	if i < len(args) {
		return args[i]
	}
	return js.Undefined()
}

// promise runs f in a goroutine, up to its first block before the caller goes on,
// and returns the promise of what f returns.
func promise(f func() (js.Value, error)) js.Value {
	return jsbridge.Promise(func() (js.Value, bool) {
		value, err := f()
		if err != nil {
			return encodeError(err), false
		}
		return value, true
	})
}
