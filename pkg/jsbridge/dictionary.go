//go:build js && wasm

package jsbridge

import "syscall/js"

// Dictionary reads the properties of an object that this program's own
// JavaScript has made of plain values. It has no prototype, which a page could
// have polluted, and no accessor, which could throw: so a property is read
// directly, in one call into JavaScript where [Get] takes several. What is
// absent or of another type reads as the zero value.
type Dictionary struct{ value js.Value }

// NewDictionary starts reading v. Everything is absent where v is undefined. It
// panics with an [*Error] for any other value that is no object without a
// prototype.
func NewDictionary(v js.Value) Dictionary {
	if !v.IsUndefined() && !getPrototypeOf.call(js.Undefined(), v).IsNull() {
		panic(typeError("an object without a prototype was expected"))
	}
	return Dictionary{v}
}

// Value returns a property as it is, undefined where it is absent.
func (d Dictionary) Value(name string) js.Value {
	if d.value.IsUndefined() {
		return d.value
	}
	return d.value.Get(name)
}

// Dictionary reads a property that holds another one.
func (d Dictionary) Dictionary(name string) Dictionary { return NewDictionary(d.Value(name)) }

// String reads a string.
func (d Dictionary) String(name string) string {
	if v := d.Value(name); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

// Float reads a number.
func (d Dictionary) Float(name string) float64 {
	if v := d.Value(name); v.Type() == js.TypeNumber {
		return v.Float()
	}
	return 0
}

// Bool reads a boolean.
func (d Dictionary) Bool(name string) bool { return d.Value(name).Equal(js.ValueOf(true)) }

// Strings reads an array of strings, which a page may have made.
func (d Dictionary) Strings(name string) (strings []string) {
	defer catch(nil)
	list := d.Value(name)
	for i := range get(list, "length").Int() {
		strings = append(strings, at(list, i).String())
	}
	return strings
}
