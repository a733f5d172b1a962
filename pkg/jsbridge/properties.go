//go:build js && wasm

package jsbridge

import "syscall/js"

// maxProperties bounds what is read of an object that may be anything.
const maxProperties = 1_000

// Properties reads the own enumerable properties of an object that somebody else
// has made, each once, in the order of Object.keys. Those whose key is a symbol
// are left out. It fails with what a getter or a Proxy throws, for a value that
// is no object, and for more than 1,000 properties.
func Properties(v js.Value) (names []string, values []js.Value, err error) {
	defer catch(&err)
	if t := typeOf(v); t != js.TypeObject && t != js.TypeFunction {
		return nil, nil, typeError("an object was expected")
	}
	keys := objectKeys.call(js.Undefined(), v)
	n := get(keys, "length").Int()
	if n > maxProperties {
		return nil, nil, typeError("the object has too many properties")
	}
	read, of := make([]js.Value, n), make([]string, n)
	for i := range n {
		key := at(keys, i)
		of[i], read[i] = key.String(), reflectGet.Invoke(v, key)
	}
	return of, read, nil
}
