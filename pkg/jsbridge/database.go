//go:build js && wasm

package jsbridge

import "syscall/js"

// databaseTimeout bounds every wait, in milliseconds: opening a database hangs
// in some versions of Safari (WebKit bug 226547). A database that opens after
// that is closed by the garbage collector.
const databaseTimeout = 3000

// DatabaseGet reads a value of an object store of IndexedDB; a value that is
// no string is returned as its JSON text. A missing database or store reads as
// not found and is not created, as does every key without IndexedDB. It fails
// with the DOMException of the request, or with a TimeoutError. It blocks.
func (w *Window) DatabaseGet(database, store, key string) (value string, found bool, err error) {
	defer catch(&err)
	db, exists := w.openDatabase(database, store)
	if !exists {
		return "", false, nil
	}
	defer call(db, "close")
	transaction := call(db, "transaction", str(store))
	request := call(call(transaction, "objectStore", str(store)), "get", str(key))
	w.await(request, "success")
	result := get(request, "result")
	if typeOf(result) != js.TypeString {
		result = jsonStringify.call(js.Undefined(), result)
	}
	if result.IsUndefined() {
		return "", false, nil
	}
	return result.String(), true, nil
}

// DatabaseDelete deletes a key, and waits until that is written. What is
// missing needs no deletion. It fails as [Window.DatabaseGet] does. It blocks.
func (w *Window) DatabaseDelete(database, store, key string) (err error) {
	defer catch(&err)
	db, exists := w.openDatabase(database, store)
	if !exists {
		return nil
	}
	defer call(db, "close")
	transaction := call(db, "transaction", str(store), str("readwrite"))
	call(call(transaction, "objectStore", str(store)), "delete", str(key))
	w.await(transaction, "complete")
	return nil
}

// openDatabase opens a database that exists and has the store.
func (w *Window) openDatabase(name, store string) (db js.Value, exists bool) {
	factory := get(w.global(), "indexedDB")
	if !factory.Truthy() || !w.mayExist(factory, name) {
		return db, false
	}
	request := call(factory, "open", str(name))
	missing := false
	// The browser creates a database that is missing in an upgrade. Aborting that
	// deletes it again, except in WebKit, which has databases.
	defer listen(request, func(js.Value) {
		missing = true
		call(get(request, "transaction"), "abort")
	}, "upgradeneeded")()
	if err := w.settled(request, "success"); missing {
		return db, false
	} else if err != nil {
		panic(err)
	}
	db = get(request, "result")
	if !call(get(db, "objectStoreNames"), "contains", str(store)).Bool() {
		call(db, "close")
		return db, false
	}
	return db, true
}

// mayExist asks which databases there are, where the browser tells.
func (w *Window) mayExist(factory js.Value, name string) bool {
	if get(factory, "databases").IsUndefined() {
		return true
	}
	list := js.Undefined()
	err := w.within(func(settle func(error)) (end func()) {
		async(func() js.Value { return call(factory, "databases") }, func(value js.Value, err error) {
			list = value
			settle(err)
		})
		return func() {}
	})
	if err != nil {
		panic(err)
	}
	for i := range get(list, "length").Int() {
		if text(at(list, i), "name") == name {
			return true
		}
	}
	return false
}

// await is settled, but throws.
func (w *Window) await(target js.Value, success string) {
	if err := w.settled(target, success); err != nil {
		panic(err)
	}
}

// settled blocks until a request or transaction succeeds or fails.
func (w *Window) settled(target js.Value, success string) error {
	return w.within(func(settle func(error)) (end func()) {
		return listen(target, func(event js.Value) {
			if text(event, "type") == success {
				settle(nil)
				return
			}
			call(event, "preventDefault") // else the browser logs it
			settle(failureOf(target))
		}, success, "error", "abort", "blocked")
	})
}

// within blocks until what is begun has settled, for databaseTimeout at most.
func (w *Window) within(begin func(settle func(error)) (end func())) error {
	outcome := make(chan error, 1)
	settle := func(err error) {
		select {
		case outcome <- err:
		default: // an abort follows an error
		}
	}
	defer w.After(databaseTimeout, func() {
		settle(&Error{Name: "TimeoutError", Message: "IndexedDB does not answer"})
	})()
	defer begin(settle)()
	return <-outcome
}

// failureOf is the error of a request or transaction. A blocked one has none.
func failureOf(target js.Value) *Error {
	reason, err := Get(target, "error")
	if err != nil || !reason.Truthy() {
		return &Error{Name: "AbortError", Message: "IndexedDB is blocked"}
	}
	return errorOf(reason)
}
