//go:build js && wasm

package jsbridge

import "syscall/js"

// Settle runs work in a goroutine, which may block, and calls resolve with the
// value that work returns, or reject with it when fulfilled is false. A panic of
// work rejects with an Error. Both functions are those of a promise that the
// caller makes, since making one takes JavaScript a single call, and Go many.
//
// The goroutine runs up to its first block before the JavaScript that called
// into Go goes on. So what work does before then has happened when that gets its
// promise.
func Settle(resolve, reject js.Value, work func() (value js.Value, fulfilled bool)) {
	go settle(resolve, reject, work)
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

// then calls done once with what becomes of a promise. It fails, and does not
// call done, for a value that is none.
func then(p js.Value, done func(value js.Value, err error)) error {
	var fulfilled, rejected js.Func
	release := func() {
		Release(fulfilled)
		Release(rejected)
	}
	fulfilled = callback(func(value js.Value) {
		release()
		done(value, nil)
	})
	rejected = callback(func(reason js.Value) {
		release()
		done(js.Undefined(), errorOf(reason))
	})
	_, err := Try(func() js.Value { return promiseThen.call(p, fulfilled.Value, rejected.Value) })
	if err != nil {
		release()
	}
	return err
}

// async calls done once with what becomes of the promise that call returns, or
// with what call throws.
func async(call func() js.Value, done func(value js.Value, err error)) {
	p, err := Try(call)
	if err == nil {
		err = then(p, done)
	}
	if err != nil {
		done(js.Undefined(), err)
	}
}
