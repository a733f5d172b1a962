//go:build js && wasm

// Package jsbridge is typed, error-returning access to the browser. It knows
// no domain: it moves values between Go and JavaScript, and whoever calls it
// decides what they mean.
//
// # Exceptions
//
// In syscall/js only Call, Invoke and New turn a JavaScript exception into a
// Go panic. An exception in Get, Set, Index, Length or Delete unwinds through
// Go: no defer runs, recover sees nothing. Even Call does so when the method
// is an accessor that throws. So this package reads and writes every host or
// foreign object with [Get], [Set] and [Call], which invoke the functions of
// Reflect, and turns what they throw into an [Error] once, at the border. Only
// [Dictionary] reads directly, what nobody else can have made.
//
// # Callbacks
//
// A callback runs while the event loop waits for it, so it never blocks; work
// that does belongs into [Settle]. A goroutine started in a callback runs
// up to its first block before the callback returns to JavaScript. A panic in
// a callback would end the program: [Func] recovers it and reports it as the
// browser reports an uncaught exception.
//
// Every js.Func has exactly one owner, which releases it when nobody can call
// it any more; [LiveFuncs] counts those that are still allocated. A browser may
// call the function of a ReportingObserver at any time, so there is a single
// one, which stays.
//
// # A hostile page
//
// Functions of the browser are taken from their prototypes once, when the
// program starts, and called through Function.prototype.call, taken with them:
// a form named createElement does not hide document.createElement, and a later
// patch of Storage.prototype.removeItem does not reach this package.
package jsbridge
