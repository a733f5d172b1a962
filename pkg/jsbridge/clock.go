//go:build js && wasm

package jsbridge

import "syscall/js"

// Now is performance.now: milliseconds that never run backwards.
func (w *Window) Now() float64 {
	return performanceNow.call(w.performance).Float()
}

// Date is Date.now: milliseconds since 1970 by the machine's clock, which goes on
// while the machine sleeps, and which anybody may set.
func (w *Window) Date() float64 {
	return dateNow.call(js.Undefined()).Float()
}

// maxTimeout is the longest delay of setTimeout; it takes more for none.
const maxTimeout = 1<<31 - 1

// After calls f once in ms milliseconds, unless stop is called before.
func (w *Window) After(ms int, f func()) (stop func()) {
	var timer js.Func
	release := once(func() { Release(timer) })
	timer = callback(func(js.Value) {
		release()
		f()
	})
	id := setTimeout.call(window, timer.Value, num(min(ms, maxTimeout)))
	return once(func() {
		clearTimeout.call(window, id)
		release()
	})
}

// Measure is performance.measure from start until now, after taking away what
// has the same name, so that entries do not pile up.
func (w *Window) Measure(name string, start float64) {
	defer catch(nil)
	clearMeasures.call(w.performance, str(name))
	options := dictionary()
	setOption(options, "start", js.ValueOf(start))
	measure.call(w.performance, str(name), options)
}
