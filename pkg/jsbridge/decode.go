//go:build js && wasm

package jsbridge

import "syscall/js"

// Bounds of what is converted to Go. What comes from another window may be
// anything, and converting it must neither hang nor exhaust memory.
const (
	maxDepth  = 64
	maxValues = 10_000
	maxBytes  = 4 << 20
)

var objectPrototype = objectClass.Get("prototype")

// DecodeJSON parses with JSON.parse and converts objects to map[string]any,
// arrays to []any, and the rest to string, float64, bool and nil. It fails
// with the SyntaxError of the parser, and for more than 64 levels, 10,000
// values or 2^22 bytes of text.
func (w *Window) DecodeJSON(text string) (data any, err error) {
	defer catch(&err)
	return decode(jsonParse.call(js.Undefined(), str(text))), nil
}

// DecodeMember converts only the named member of a JSON object, nil where the
// text holds no object that has it. It fails as [Window.DecodeJSON] does.
func (w *Window) DecodeMember(text, name string) (data any, err error) {
	defer catch(&err)
	object := jsonParse.call(js.Undefined(), str(text))
	if object.Type() != js.TypeObject || !hasOwn.call(js.Undefined(), object, str(name)).Bool() {
		return nil, nil
	}
	return decode(get(object, name)), nil
}

// decode converts plain data. It throws for everything else: to convert the
// instance of a class, such as a typed array, it would have to list the
// properties first, however many there are.
func decode(v js.Value) any {
	d := decoder{values: maxValues, bytes: maxBytes}
	return d.value(v, 0)
}

// decoder holds what is left to convert.
type decoder struct{ values, bytes int }

func (d *decoder) value(v js.Value, depth int) any {
	d.take(1)
	if depth > maxDepth {
		panic(typeError("data is nested too deeply"))
	}
	switch v.Type() {
	case js.TypeUndefined, js.TypeNull:
		return nil
	case js.TypeBoolean:
		return v.Bool()
	case js.TypeNumber:
		return v.Float()
	case js.TypeString:
		return d.text(v)
	case js.TypeObject:
		if arrayIsArray.call(js.Undefined(), v).Bool() {
			return d.array(v, depth)
		}
		return d.object(v, depth)
	}
	panic(typeError("data is not plain"))
}

// text cuts in JavaScript, before the string is copied to Go.
func (d *decoder) text(v js.Value) string {
	cut := stringSlice.call(v, num(0), num(d.bytes+1)).String()
	d.bytes -= len(cut)
	if d.bytes < 0 {
		panic(typeError("data is too long"))
	}
	return cut
}

func (d *decoder) array(v js.Value, depth int) []any {
	n := get(v, "length").Int()
	d.room(n)
	list := make([]any, n)
	for i := range list {
		list[i] = d.value(at(v, i), depth+1)
	}
	return list
}

func (d *decoder) object(v js.Value, depth int) map[string]any {
	if p := getPrototypeOf.call(js.Undefined(), v); !p.IsNull() && !p.Equal(objectPrototype) {
		panic(typeError("data is not plain"))
	}
	names := objectKeys.call(js.Undefined(), v)
	n := get(names, "length").Int()
	d.room(n)
	object := make(map[string]any, n)
	for i := range n {
		name := d.text(at(names, i))
		object[name] = d.value(get(v, name), depth+1)
	}
	return object
}

// room fails before a container is allocated that cannot be filled.
func (d *decoder) room(values int) {
	if values > d.values {
		panic(typeError("data has too many values"))
	}
}

func (d *decoder) take(values int) {
	d.room(values)
	d.values -= values
}
