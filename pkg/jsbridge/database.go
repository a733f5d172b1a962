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

// openDatabase opens a database that exists and has the store. The browser
// creates any other in an upgrade, and aborting that deletes it again.
func (w *Window) openDatabase(name, store string) (db js.Value, exists bool) {
	factory := get(window, "indexedDB")
	if !factory.Truthy() {
		return db, false
	}
	request := call(factory, "open", str(name))
	missing := false
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

// await is settled, but throws.
func (w *Window) await(target js.Value, success string) {
	if err := w.settled(target, success); err != nil {
		panic(err)
	}
}

// settled blocks until a request or transaction succeeds or fails.
func (w *Window) settled(target js.Value, success string) *Error {
	outcome := make(chan *Error, 1)
	settle := func(e *Error) {
		select {
		case outcome <- e:
		default: // an abort follows an error
		}
	}
	defer w.After(databaseTimeout, func() {
		settle(&Error{Name: "TimeoutError", Message: "IndexedDB does not answer"})
	})()
	defer listen(target, func(event js.Value) {
		if text(event, "type") == success {
			settle(nil)
			return
		}
		call(event, "preventDefault") // else the browser logs it
		settle(failureOf(target))
	}, success, "error", "abort", "blocked")()
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
