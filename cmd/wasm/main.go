//go:build js && wasm

// Command wasm is the program that web/engine runs: it joins package passport
// to the browser and hands over a function, open, that makes clients.
//
// The engine leaves an object named host among the program's globals, with
//
//	ready(open, rehearse)  called once, when calls may come; rehearse is open
//	                       for a client whose logouts show nothing
//	PassportError          the class of the errors that promises reject with
package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func main() {
	host, _ := jsbridge.Get(js.Global(), "host") // the engine's own
	class, _ := jsbridge.Get(host, "PassportError")
	window := jsbridge.NewWindow()
	garbage := &collector{window: window}
	open := opener{window, errors{class}, garbage.soon}
	rehearse := opener{rehearsal{window}, errors{class}, func() {}}
	host.Call("ready", jsbridge.Func(open.call), jsbridge.Func(rehearse.call))
	select {}
}
