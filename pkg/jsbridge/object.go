//go:build js && wasm

package jsbridge

import "syscall/js"

// Object reads options out of a JavaScript object. It reads own properties
// only, because inherited ones may come from a polluted Object.prototype. A
// property that is undefined or null counts as absent, and reads as the zero
// value. The first property of the wrong type is kept for [Object.Err].
type Object struct {
	value js.Value
	path  string
	err   *error // shared with nested objects
}

// NewObject starts reading v. Where v is undefined or null, everything in it
// is absent; what else is no object is a mistake.
func NewObject(v js.Value) Object {
	o := Object{err: new(error)}
	switch typeOf(v) {
	case js.TypeObject:
		o.value = v
	case js.TypeUndefined, js.TypeNull:
	default:
		o.want("options", "object")
	}
	return o
}

// Err is the first mistake: an [*Error] that names the property, or what an
// accessor threw.
func (o Object) Err() error { return *o.err }

// Value returns a property as it is.
func (o Object) Value(name string) js.Value {
	if o.value.IsUndefined() {
		return js.Undefined()
	}
	v, err := Try(func() js.Value {
		if !hasOwn.call(js.Undefined(), o.value, str(name)).Bool() {
			return js.Undefined()
		}
		return get(o.value, name)
	})
	if err != nil {
		o.fail(err)
	}
	return v
}

// Has tells whether a property is there.
func (o Object) Has(name string) bool {
	v := o.Value(name)
	return !v.IsUndefined() && !v.IsNull()
}

// String reads a string.
func (o Object) String(name string) string {
	if v, ok := o.read(name, js.TypeString); ok {
		return v.String()
	}
	return ""
}

// Float reads a number.
func (o Object) Float(name string) float64 {
	if v, ok := o.read(name, js.TypeNumber); ok {
		return v.Float()
	}
	return 0
}

// Bool reads a boolean.
func (o Object) Bool(name string) bool {
	v, ok := o.read(name, js.TypeBoolean)
	return ok && v.Bool()
}

// Object reads a nested object, whose mistakes are those of o.
func (o Object) Object(name string) Object {
	v, ok := o.read(name, js.TypeObject)
	if !ok {
		v = js.Undefined()
	}
	return Object{value: v, path: o.path + name + ".", err: o.err}
}

// Strings reads an array of strings.
func (o Object) Strings(name string) []string {
	v, ok := o.read(name, js.TypeObject)
	if !ok {
		return nil
	}
	items, ok := list(v)
	strings := make([]string, len(items))
	for i := 0; ok && i < len(items); i++ {
		strings[i], ok = items[i].(string)
	}
	if !ok {
		o.want(name, "an array of strings")
		return nil
	}
	return strings
}

func list(v js.Value) (items []any, ok bool) {
	defer catch(nil)
	items, ok = decode(v).([]any)
	return items, ok
}

// read returns a property that is there and of a type.
func (o Object) read(name string, want js.Type) (v js.Value, ok bool) {
	v = o.Value(name)
	if v.IsUndefined() || v.IsNull() {
		return v, false
	}
	if typeOf(v) != want {
		o.want(name, want.String())
		return v, false
	}
	return v, true
}

func (o Object) want(name, what string) {
	o.fail(typeError(o.path + name + ": want " + what))
}

func (o Object) fail(err error) {
	if *o.err == nil {
		*o.err = err
	}
}
