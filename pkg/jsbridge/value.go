//go:build js && wasm

package jsbridge

import "syscall/js"

// String returns a JavaScript string. ok is false for any other value.
func String(v js.Value) (s string, ok bool) {
	if typeOf(v) != js.TypeString {
		return "", false
	}
	return v.String(), true
}

// Number returns a JavaScript number. ok is false for any other value.
func Number(v js.Value) (n float64, ok bool) {
	if typeOf(v) != js.TypeNumber {
		return 0, false
	}
	return v.Float(), true
}

// Bool returns a JavaScript boolean. ok is false for any other value.
func Bool(v js.Value) (b, ok bool) {
	if typeOf(v) != js.TypeBoolean {
		return false, false
	}
	return v.Bool(), true
}

// Strings returns the strings of an array, each of which is read once. ok is false
// for any other value, for an array of most strings or more, and where reading it
// throws.
func Strings(v js.Value, most int) (list []string, ok bool) {
	defer catch(nil)
	if typeOf(v) != js.TypeObject || !arrayIsArray.call(js.Undefined(), v).Bool() {
		return nil, false
	}
	n := get(v, "length").Int()
	if n >= most {
		return nil, false
	}
	for i := range n {
		s, isString := String(at(v, i))
		if !isString {
			return nil, false
		}
		list = append(list, s)
	}
	return list, true
}

// IsObject tells whether a value is an object or a function.
func IsObject(v js.Value) bool {
	t := typeOf(v)
	return t == js.TypeObject || t == js.TypeFunction
}

// NewError makes a JavaScript Error.
func NewError(message string) js.Value { return errorClass.new(str(message)) }

// ErrorOf is the error of a value that JavaScript has thrown.
func ErrorOf(v js.Value) *Error { return errorOf(v) }

// Warn writes a warning to the browser's console.
func (w *Window) Warn(message string) {
	_, _ = Call(lookup("console"), "warn", message)
}
