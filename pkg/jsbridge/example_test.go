//go:build js && wasm

package jsbridge_test

import (
	"errors"
	"fmt"
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// Where js.Value.Get would read an accessor that throws, or a value that is no
// object, Get returns an error.
func ExampleGet() {
	user, _ := jsbridge.Call(js.Global().Get("JSON"), "parse", `{"name": "Ada"}`)
	name, err := jsbridge.Get(user, "name")
	fmt.Println(name, err)

	_, err = jsbridge.Get(js.Undefined(), "name")
	fmt.Println(err)
	// Output:
	// Ada <nil>
	// TypeError: Reflect.get called on non-object
}

func ExampleSet() {
	frozen, _ := jsbridge.Call(js.Global().Get("Object"), "freeze", map[string]any{})
	fmt.Println(jsbridge.Set(frozen, "name", "Ada"))
	// Output: TypeError: cannot set name
}

func ExampleCall() {
	_, err := jsbridge.Call(js.Global(), "decodeURIComponent", "%")
	if thrown, ok := errors.AsType[*jsbridge.Error](err); ok {
		fmt.Println(thrown.Name)
	}
	// Output: URIError
}

// Try is for what syscall/js calls itself.
func ExampleTry() {
	_, err := jsbridge.Try(func() js.Value { return js.Global().Get("Array").New(-1) })
	fmt.Println(err)
	// Output: RangeError: Invalid array length
}

func ExampleFunc() {
	double := jsbridge.Func(func(args []js.Value) js.Value {
		return js.ValueOf(2 * args[0].Int())
	})
	defer jsbridge.Release(double)
	doubled, err := jsbridge.Call(js.ValueOf([]any{1, 2, 3}), "map", double)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(jsbridge.Call(doubled, "join", ", "))
	// Output: 2, 4, 6 <nil>
}

// A function for JavaScript that works for a while, and gives a promise at once.
func ExamplePromise() {
	answers := make(chan string)
	ask := jsbridge.Func(func([]js.Value) js.Value {
		return jsbridge.Promise(func() (js.Value, bool) {
			return js.ValueOf("answered: " + <-answers), true // it may block
		})
	})
	defer jsbridge.Release(ask)

	done := make(chan string)
	show := jsbridge.Func(func(args []js.Value) js.Value {
		go func() { done <- args[0].String() }()
		return js.Undefined()
	})
	defer jsbridge.Release(show)
	_, err := jsbridge.Call(ask.Invoke(), "then", show)
	answers <- "yes"
	fmt.Println(<-done, err)
	// Output: answered: yes <nil>
}

func ExampleWindow_StorageGet() {
	w := jsbridge.NewWindow()
	if err := w.StorageSet("localStorage", "theme", "dark"); err != nil {
		fmt.Println("this page may store nothing:", err)
		return
	}
	defer w.StorageRemove("localStorage", "theme")
	theme, found, err := w.StorageGet("localStorage", "theme")
	fmt.Println(theme, found, err)
	// Output: dark true <nil>
}

// A page of this origin is loaded out of sight.
func ExampleWindow_OpenFrame() {
	w := jsbridge.NewWindow()
	loaded := make(chan string, 1)
	attributes := [][2]string{{"hidden", ""}, {"sandbox", "allow-scripts allow-same-origin"}}
	closeFrame, err := w.OpenFrame("/blank", attributes, func(event, _ string, data any) {
		if event == "load" {
			loaded <- data.(string)
		}
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer closeFrame()
	fmt.Println(<-loaded == w.Origin()+"/blank")
	// Output: true
}
