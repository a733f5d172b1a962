//go:build js && wasm

package jsbridge

import "syscall/js"

// RequestStorageAccess asks for the storage that this origin has as a first party,
// which a document in a frame of another site is kept from (Storage Access API). From
// then on local storage, IndexedDB and new BroadcastChannels are those. It fails with
// a NotAllowedError where the browser refuses, and with a TypeError where it knows no
// such thing, or gives cookies only. It blocks.
func (w *Window) RequestStorageAccess() error {
	outcome := make(chan error, 1)
	async(func() js.Value {
		return storageAccess.call(w.document, parseOptions(`{"localStorage": true, "indexedDB": true, "BroadcastChannel": true}`))
	}, func(handle js.Value, err error) {
		if err == nil && !IsObject(handle) {
			err = typeError("the browser gives no storage to frames")
		}
		if err == nil {
			w.firstParty = handle
		}
		outcome <- err
	})
	return <-outcome
}

// global is what has an API of storage: the handle of the first party's, or the
// window.
func (w *Window) global() js.Value {
	if w.firstParty.IsUndefined() {
		return window
	}
	return w.firstParty
}
