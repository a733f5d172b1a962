//go:build js && wasm

package jsbridge

import "syscall/js"

var liveFuncs int

// LiveFuncs is the number of js.Funcs that this package has allocated and not
// yet released.
func LiveFuncs() int { return liveFuncs }

// Func makes a JavaScript function of f, which must not block. A panic of f is
// reported as an uncaught exception is, and the function returns undefined;
// it would end the program otherwise. The caller owns the function and frees
// it with [Release], once.
func Func(f func(args []js.Value) js.Value) js.Func {
	liveFuncs++
	return js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			if r := recover(); r != nil {
				result = js.Undefined()
				report(r)
			}
		}()
		return f(args)
	})
}

// Release frees a function made by [Func]. It is safe within its own call.
func Release(f js.Func) {
	liveFuncs--
	f.Release()
}

// callback makes a function of one argument that returns nothing.
func callback(f func(arg js.Value)) js.Func {
	return Func(func(args []js.Value) js.Value {
		arg := js.Undefined()
		if len(args) > 0 {
			arg = args[0]
		}
		f(arg)
		return js.Undefined()
	})
}

// once makes f safe to call twice.
func once(f func()) func() {
	done := false
	return func() {
		if !done {
			done = true
			f()
		}
	}
}

// report fires the error event on the window and logs (HTML, section 8.1.4.3).
func report(recovered any) {
	defer catch(nil)
	reportError.call(window, panicError(recovered))
}

// panicError makes an Error object of a recovered value.
func panicError(recovered any) js.Value {
	message := "Go panic"
	if e := thrown(recovered); e != nil {
		message += ": " + e.Error()
	} else if e, ok := recovered.(error); ok {
		message += ": " + e.Error()
	}
	return errorClass.new(str(message))
}
