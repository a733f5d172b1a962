//go:build js && wasm

package jsbridge

import "syscall/js"

// JSON is the JSON text of a value. It fails with what JSON.stringify throws, and
// where there is no such text, as for a function.
func JSON(v js.Value) (text string, err error) {
	defer catch(&err)
	text, ok := String(jsonStringify.call(js.Undefined(), v))
	if !ok {
		return "", typeError("the value is no JSON")
	}
	return text, nil
}

// ParseJSON is JSON.parse. It fails with its SyntaxError.
func ParseJSON(text string) (js.Value, error) {
	return Try(func() js.Value { return jsonParse.call(js.Undefined(), str(text)) })
}
