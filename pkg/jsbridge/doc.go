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
// Reflect, and turns what they throw into an [Error] once, at the border. It
// reads directly only what nobody else can have made or changed.
//
// # Callbacks
//
// A callback runs while the event loop waits for it, so it never blocks; work
// that does belongs into a [Promise]. A goroutine started in a callback runs
// up to its first block before the callback returns to JavaScript. A panic in
// a callback would end the program: [Func] recovers it and reports it as the
// browser reports an uncaught exception.
//
// Every js.Func has exactly one owner, which releases it when nobody can call
// it any more; [LiveFuncs] counts those that are still allocated. A browser may
// call the function of a ReportingObserver at any time, so there is a single
// one, which stays.
//
// # What a script has begun
//
// A program of Go takes its time to arrive. What cannot wait for that, a script
// begins, and keeps the events that come in an array: [Window.AdoptFrame],
// [Window.AdoptLeave] and [Window.AdoptResponse] go on from there, and report
// what [Window.OpenFrame], [Window.OnLeave] and [Window.PostForm] would have.
//
// # A hostile page
//
// Functions of the browser are taken from their prototypes once, when the
// program starts, and called through Function.prototype.call, taken with them:
// a form named createElement does not hide document.createElement, and a later
// patch of Storage.prototype.removeItem does not reach this package. What an event
// or a signal says is read by the browser's accessors as well, whatever a page
// has defined on it. Only a promise is asked for its own then, since a library
// may have put another class in the place of the browser's.
package jsbridge
