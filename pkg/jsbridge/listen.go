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
