//go:build js && wasm

package jsbridge

import "syscall/js"

// Promise makes a promise of the browser's own class and runs work in a
// goroutine, which may block. It fulfills the promise with the value that work
// returns, or rejects with it when fulfilled is false. A panic of work rejects
// with an Error.
//
// The goroutine runs up to its first block before the JavaScript that called
// into Go goes on. So what work does before then has happened when that gets its
// promise.
func Promise(work func() (value js.Value, fulfilled bool)) js.Value {
	p, resolve, reject := newPromise()
	go settle(resolve, reject, work)
	return p
}

// newPromise has the browser call no function of Go, which takes longer than all
// of this, and may run other goroutines: the executor is a bound push, which
// keeps its arguments in an object that has no prototype, and so no setters.
func newPromise() (p, resolve, reject js.Value) {
	kept := dictionary()
	p = promiseClass.new(functionBind.call(natives[arrayPush], kept))
	return p, kept.Get("0"), kept.Get("1")
}

func settle(resolve, reject js.Value, work func() (js.Value, bool)) {
	returned := false
	defer func() {
		if r := recover(); !returned { // r is nil after runtime.Goexit
			reject.Invoke(panicError(r))
		}
	}()
	value, fulfilled := work()
	returned = true
	if fulfilled {
		resolve.Invoke(value)
	} else {
		reject.Invoke(value)
	}
}

// CallAsync calls a function without arguments, and done once, when the promise that
// it has returned is settled: with an error where that was rejected, and where the
// function throws or returns none.
func CallAsync(f js.Value, done func(err error)) {
	async(func() js.Value { return f.Invoke() }, func(_ js.Value, err error) { done(err) })
}

// async calls done once, with what becomes of a promise, or
// with what making it throws. It calls the promise's own then: a library such as
// zone.js replaces the class Promise, while the browser's functions go on to
// return promises of the other one.
func async(promise func() js.Value, done func(value js.Value, err error)) {
	var fulfilled, rejected js.Func
	settled := false
	settle := func(value js.Value, err error) {
		if settled {
			return
		}
		settled = true
		Release(fulfilled)
		Release(rejected)
		done(value, err)
	}
	fulfilled = callback(func(value js.Value) { settle(value, nil) })
	rejected = callback(func(reason js.Value) { settle(js.Undefined(), errorOf(reason)) })
	_, err := Try(func() js.Value { return call(promise(), "then", fulfilled.Value, rejected.Value) })
	if err != nil {
		settle(js.Undefined(), err)
	}
}
