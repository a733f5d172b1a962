//go:build js && wasm

package jsbridge

import "syscall/js"

// Error is something that JavaScript threw, or rejected a promise with.
type Error struct {
	// Name and Message are those of the Error or DOMException. For any other
	// thrown value the name is empty and the message is its js.Value.String.
	Name, Message string
	// Value is what was thrown. It is undefined where this package or
	// syscall/js found the mistake itself.
	Value js.Value
}

// Error joins the name and the message as Error.prototype.toString does.
func (e *Error) Error() string {
	switch {
	case e.Name == "":
		return e.Message
	case e.Message == "":
		return e.Name
	}
	return e.Name + ": " + e.Message
}

// Try calls f and returns what it panicked with, as an [*Error]: an exception
// of a call, or a misuse that syscall/js found (a value of the wrong type, a
// missing method). It panics again with everything else, for instance a
// runtime.Error. It does not see an exception in js.Value.Get and the like.
func Try(f func() js.Value) (result js.Value, err error) {
	defer catch(&err)
	return f(), nil
}

// catch is Try for use in a defer statement. It drops the error where err is
// nil. What is said to throw in this package panics with what catch takes.
func catch(err *error) {
	r := recover()
	if r == nil {
		return
	}
	e := thrown(r)
	if e == nil {
		panic(r)
	}
	if err != nil {
		*err = e
	}
}

// thrown is the error for a recovered panic that comes from JavaScript,
// syscall/js or this package, nil for any other.
func thrown(recovered any) *Error {
	switch r := recovered.(type) {
	case *Error:
		return r
	case js.Error: // its own method panics when the value is not an object
		return errorOf(r.Value)
	case *js.ValueError:
		return typeError(r.Error())
	case string: // syscall/js panics with plain strings, too
		return typeError(r)
	}
	return nil
}

func typeError(message string) *Error {
	return &Error{Name: "TypeError", Message: message}
}

// errorOf reads a thrown value, once: its properties may be accessors, and
// throw themselves.
func errorOf(v js.Value) *Error {
	e := &Error{Value: v}
	switch typeOf(v) {
	case js.TypeObject, js.TypeFunction:
		e.Name, e.Message = text(v, "name"), text(v, "message")
		if e.Name == "" && e.Message == "" {
			e.Name = "Error"
		}
	case typeBigInt:
		e.Message = "<bigint>"
	default:
		e.Message = v.String()
	}
	return e
}

// typeBigInt stands for the one type that js.Value.Type panics for.
const typeBigInt js.Type = -1

// typeOf is js.Value.Type without the panic.
func typeOf(v js.Value) (t js.Type) {
	t = typeBigInt
	defer catch(nil)
	return v.Type()
}
