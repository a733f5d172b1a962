//go:build js && wasm

package jsbridge

import "syscall/js"

// window is the real window. The global object of a Go program may be a
// private stand-in for it, which has it as self.
var window = realWindow()

func realWindow() js.Value {
	if self := js.Global().Get("self"); self.Type() == js.TypeObject {
		return self
	}
	return js.Global()
}

// The functions that the package stands on. They are read directly, which is
// safe: Reflect and Object have no accessors. functionCall(f, this, ...args) is
// f.call(this, ...args) whatever f has for call. Reflect.apply would want an
// array, and so one more call into JavaScript for each argument.
var (
	reflectObject            = js.Global().Get("Reflect")
	reflectGet               = reflectObject.Get("get")
	reflectSet               = reflectObject.Get("set")
	objectClass              = js.Global().Get("Object")
	objectCreate             = objectClass.Get("create")
	getOwnPropertyDescriptor = objectClass.Get("getOwnPropertyDescriptor")
	functionCall             = objectClass.Get("call").Call("bind", objectClass.Get("call"))
)

// Get returns a property, undefined where there is none. It fails with what
// an accessor throws, and for a value that is not an object.
func Get(v js.Value, name string) (js.Value, error) {
	return Try(func() js.Value { return get(v, name) })
}

// Set sets a property. It fails as [Get] does, and where the property cannot
// be written.
func Set(v js.Value, name string, value any) (err error) {
	defer catch(&err)
	if !reflectSet.Invoke(v, name, value).Bool() {
		panic(typeError("cannot set " + name))
	}
	return nil
}

// Call calls a method with v as this. It fails with what the method throws.
func Call(v js.Value, method string, args ...any) (js.Value, error) {
	return Try(func() js.Value {
		return functionCall.Invoke(append([]any{get(v, method), v}, args...)...)
	})
}

// get is Get, but throws. It is not inlined, like all that stands for a call
// of syscall/js, because such a call costs a hundred bytes of code or more.
//
//go:noinline
func get(v js.Value, name string) js.Value {
	return reflectGet.Invoke(v, name)
}

// at is get for an array.
func at(v js.Value, i int) js.Value {
	return reflectGet.Invoke(v, i)
}

// call is Call, but throws.
func call(v js.Value, method string, args ...js.Value) js.Value {
	return apply(get(v, method), v, args)
}

// apply throws what the function does. Arguments are not of type any, because
// making one at each call costs more code than converting them here.
//
//go:noinline
func apply(f, this js.Value, args []js.Value) js.Value {
	list := make([]any, 2+len(args))
	list[0], list[1] = f, this
	for i, arg := range args {
		list[2+i] = arg
	}
	return functionCall.Invoke(list...)
}

// str makes a string, and num a number.
//
//go:noinline
func str(s string) js.Value { return js.ValueOf(s) }

//go:noinline
func num(n int) js.Value { return js.ValueOf(n) }

// text returns a property that holds a string, else nothing.
func text(v js.Value, name string) string {
	defer catch(nil)
	if p := get(v, name); p.Type() == js.TypeString {
		return p.String()
	}
	return ""
}

// isTrue tells whether a property is true.
func isTrue(v js.Value, name string) bool {
	defer catch(nil)
	return get(v, name).Equal(js.ValueOf(true))
}

// dictionary makes an object without a prototype, so that options which are left
// out do not come from a polluted Object.prototype.
func dictionary() js.Value { return objectCreate.Invoke(js.Null()) }

// parseOptions makes a dictionary of a JSON text, in one call into JavaScript
// where [setOption] takes one for each property.
func parseOptions(text string) js.Value {
	options := jsonParse.call(js.Undefined(), str(text))
	setPrototypeOf.call(js.Undefined(), options, js.Null())
	return options
}

// setOption sets a property of a dictionary, which has no setters.
//
//go:noinline
func setOption(dictionary js.Value, name string, value js.Value) {
	dictionary.Set(name, value)
}
