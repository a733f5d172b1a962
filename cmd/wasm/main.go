//go:build js && wasm

// Command wasm is the program behind web/loader: it joins package passport to
// the browser and hands the loader one function, open.
//
// The loader leaves an object named host among the program's globals, with
//
//	ready(open)       called once, when calls may come
//	PassportError     the class of the errors that promises reject with
//	adopt(iframe)     marks an iframe for the callback page in it
package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func main() {
	host := js.Global().Get("host")
	window := jsbridge.NewWindow()
	window.FrameProperty = func(iframe js.Value) { host.Call("adopt", iframe) }
	open := opener{window, errors{class: host.Get("PassportError")}}
	host.Call("ready", jsbridge.Func(open.call))
	select {}
}
