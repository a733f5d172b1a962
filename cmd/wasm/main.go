//go:build js && wasm

// Command wasm is the program that web/engine runs: it joins package passport
// to the browser and hands over one function, open.
//
// The engine leaves an object named host among the program's globals, with
//
//	ready(open)       called once, when calls may come
//	PassportError     the class of the errors that promises reject with
package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func main() {
	host := js.Global().Get("host")
	window := jsbridge.NewWindow()
	open := opener{window, errors{class: host.Get("PassportError")}, &collector{window: window}}
	host.Call("ready", jsbridge.Func(open.call))
	select {}
}
