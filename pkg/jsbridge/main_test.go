//go:build js && wasm

package jsbridge_test

import (
	"os"
	"syscall/js"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// policy is as strict as a page can be. No test below may need more.
const policy = "require-trusted-types-for 'script'; trusted-types 'none'; style-src 'none'; " +
	"frame-src 'self' data:"

var (
	window = js.Global()
	// scripts are functions that Go cannot write. They are compiled before the
	// policy forbids it.
	scripts = window.Call("eval", `({
		thrower: value => () => { throw value },
		rejecter: value => () => Promise.reject(value),
		returner: value => () => value,
		deferred: () => Promise.withResolvers(),
		asyncError: () => new Promise(resolve => addEventListener("error",
			e => { e.preventDefault(); resolve(e.message) }, { once: true })),
		thenNow: value => f => f(value),
		thenThrows: value => f => { f(value); throw "late" },
		callThen: (f, g) => { const result = f(); g(); return result },
		soon: () => f => window.setTimeout(f, 1),
		put: (name, store, key, value) => new Promise((resolve, reject) => {
			const open = indexedDB.open(name)
			open.onupgradeneeded = () => open.result.createObjectStore(store)
			open.onerror = () => reject(open.error)
			open.onsuccess = () => {
				const t = open.result.transaction(store, "readwrite")
				t.objectStore(store).put(value, key)
				t.oncomplete = () => { open.result.close(); resolve() }
			}
		}),
		drop: name => new Promise((resolve, reject) => {
			const request = indexedDB.deleteDatabase(name)
			request.onsuccess = () => resolve()
			request.onerror = () => reject(request.error)
		}),
		isMessage: () => event => event.type === "message",
		postFrom: view => {
			const { document } = view
			const script = document.createElement("script")
			script.append('parent.postMessage("late", "*")')
			const root = document.documentElement ?? document.appendChild(document.createElement("html"))
			root.append(script)
		},
		loaded: view => new Promise(resolve => {
			const look = () => view.location.href !== "about:blank" && view.document.readyState === "complete"
				? resolve() : window.setTimeout(look, 5)
			look()
		}),
		postToOpener: (view, data) => view.eval("opener.postMessage(" + JSON.stringify(data) + ', "*")'),
		reporting: () => class {
			constructor(f) { this.constructor.tell = reports => f(reports, this) }
			observe() {}
			disconnect() {}
		},
		thrownFrom: value => ({ first: 1, get second() { throw value } }),
		getters: names => {
			let reads = 0
			const getter = { enumerable: true, get: () => ++reads }
			const entries = names.map(name => [name, getter])
			return Object.defineProperties({ [Symbol()]: 0 }, Object.fromEntries(entries))
		},
		handle: () => ({
			localStorage: sessionStorage,
			indexedDB,
			BroadcastChannel: name => new BroadcastChannel("first " + name),
		}),
		databases: () => indexedDB.databases().then(list => list.map(d => d.name).join()),
	})`)
)

func TestMain(m *testing.M) {
	document := window.Get("document")
	meta := document.Call("createElement", "meta")
	meta.Set("httpEquiv", "Content-Security-Policy")
	meta.Set("content", policy)
	document.Get("head").Call("append", meta)
	os.Exit(m.Run())
}

// newWindow fails the test if it leaks a js.Func or logs an error.
func newWindow(t *testing.T) *jsbridge.Window {
	t.Helper()
	before := jsbridge.LiveFuncs()
	console := window.Get("console")
	logError := console.Get("error")
	var logged []string
	spy := js.FuncOf(func(_ js.Value, args []js.Value) any {
		logged = append(logged, args[0].String())
		return nil
	})
	console.Set("error", spy)
	t.Cleanup(func() {
		nextTask()
		console.Set("error", logError)
		spy.Release()
		require.Empty(t, logged, "console.error")
		require.Equal(t, before, jsbridge.LiveFuncs(), "js.Funcs leak")
	})
	return jsbridge.NewWindow()
}

// patch replaces a property for the duration of a test.
func patch(t *testing.T, owner js.Value, name string, descriptor map[string]any) {
	t.Helper()
	object := window.Get("Object")
	original := object.Call("getOwnPropertyDescriptor", owner, name)
	descriptor["configurable"] = true
	object.Call("defineProperty", owner, name, descriptor)
	t.Cleanup(func() {
		if original.IsUndefined() {
			owner.Delete(name)
		} else {
			object.Call("defineProperty", owner, name, original)
		}
		jsbridge.TakeNatives()
	})
}

func thrower(value any) js.Value { return scripts.Call("thrower", value) }

func exception(name string) js.Value { return window.Get("DOMException").New("no", name) }

// await waits for a promise.
func await(t *testing.T, promise js.Value) (value js.Value, rejected bool) {
	t.Helper()
	type outcome struct {
		value    js.Value
		rejected bool
	}
	settled := make(chan outcome, 1)
	onFulfilled := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{args[0], false}
		return nil
	})
	defer onFulfilled.Release()
	onRejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{args[0], true}
		return nil
	})
	defer onRejected.Release()
	promise.Call("then", onFulfilled, onRejected)
	o := receive(t, settled)
	return o.value, o.rejected
}

// receive waits for an event.
func receive[T any](t *testing.T, events <-chan T) T {
	t.Helper()
	select {
	case event := <-events:
		return event
	case <-time.After(5 * time.Second):
		require.FailNow(t, "no event within five seconds")
		panic("unreachable")
	}
}

// nextTask lets the browser do what it has queued.
func nextTask() {
	done := make(chan struct{})
	f := js.FuncOf(func(js.Value, []js.Value) any {
		go func() { done <- struct{}{} }()
		return nil
	})
	defer f.Release()
	window.Call("setTimeout", f, 1) // after the timers of zero milliseconds
	<-done
	channel := window.Get("MessageChannel").New()
	channel.Get("port1").Set("onmessage", f)
	channel.Get("port2").Call("postMessage", nil)
	<-done
	channel.Get("port1").Call("close")
}
