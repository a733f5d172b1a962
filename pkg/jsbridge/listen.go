//go:build js && wasm

package jsbridge

import "syscall/js"

// listen calls f for every event of some types, until removed. It does nothing
// where the target is no EventTarget.
func listen(target js.Value, f func(event js.Value), types ...string) (remove func()) {
	listener := callback(f)
	each(addEventListener, target, types, listener.Value)
	return once(func() {
		each(removeEventListener, target, types, listener.Value)
		Release(listener)
	})
}

func each(n native, target js.Value, types []string, listener js.Value) {
	defer catch(nil)
	for _, t := range types {
		n.call(target, str(t), listener)
	}
}

// maxEvents is more than a page can cause while a script keeps them.
const maxEvents = 100_000

// replay calls f for the events that a script has kept in an array, undefined
// where there are none. It fails for more than maxEvents.
func replay(events js.Value, f func(event js.Value)) (err error) {
	defer catch(&err)
	if events.IsUndefined() {
		return nil
	}
	n := get(events, "length").Int()
	if n > maxEvents {
		return typeError("there are too many events")
	}
	for i := range n {
		f(at(events, i))
	}
	return nil
}
