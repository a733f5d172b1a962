//go:build js && wasm

package jsbridge

import "syscall/js"

// post posts a plain object to a window, as [Window.PostToParent] does. It throws.
func post(view js.Value, message map[string]any, origin string) {
	data := dictionary() // what arrives has the receiver's prototype
	for name, value := range message {
		setOption(data, name, js.ValueOf(value))
	}
	call(view, "postMessage", data, str(origin))
}

// PostToParent posts a plain object to the window that this one is framed by,
// which gets it only if it is of the origin. The values are what js.ValueOf
// takes. It fails with a SyntaxError for no origin, and with a TypeError for a
// value that it does not take. A window that is not framed is its own parent.
func (w *Window) PostToParent(message map[string]any, origin string) (err error) {
	defer catch(&err)
	post(getParent.call(window), message, origin)
	return nil
}
