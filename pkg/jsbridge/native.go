//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/internal/stringslite"
)

// native is a function or class of the browser, taken when the program starts
// from where nobody clobbers it.
type native int

const (
	addEventListener native = iota
	appendChild
	arrayIsArray
	arrayPush
	atob
	broadcastChannel
	clearMeasures
	clearTimeout
	createElement
	dateNow
	deleteProperty
	errorClass
	fetch
	functionBind
	getAborted
	getAbortReason
	getAttribute
	getContentDocument
	getContentWindow
	getCookie
	getDocumentElement
	getEventTarget
	getEventType
	getIsConnected
	getItem
	getLocalStorage
	getMessageData
	getMessageOrigin
	getMessageSource
	getOrigin
	getParent
	getPrerendering
	getPrototypeOf
	getRandomValues
	getReadyState
	getSessionStorage
	hasFocus
	hasOwn
	jsonParse
	jsonStringify
	measure
	mutationObserver
	objectKeys
	openWindow
	performanceNow
	promiseClass
	querySelectorAll
	removeElement
	removeEventListener
	removeItem
	replaceState
	reportError
	reportToJSON
	reportingObserver
	requestIdleCallback
	setAttribute
	setCookie
	setItem
	setPrototypeOf
	setTimeout
	storageAccess
	stringSlice
	submitForm
	uint8Array
	urlClass
)

// paths from the window. "get:" and "set:" take the half of an accessor.
var paths = [...]string{
	addEventListener:    "EventTarget.prototype.addEventListener",
	appendChild:         "Node.prototype.appendChild",
	arrayIsArray:        "Array.isArray",
	arrayPush:           "Array.prototype.push",
	atob:                "atob",
	broadcastChannel:    "BroadcastChannel",
	clearMeasures:       "Performance.prototype.clearMeasures",
	clearTimeout:        "clearTimeout",
	createElement:       "Document.prototype.createElement",
	dateNow:             "Date.now",
	deleteProperty:      "Reflect.deleteProperty",
	errorClass:          "Error",
	fetch:               "fetch",
	functionBind:        "Function.prototype.bind",
	getAborted:          "get:AbortSignal.prototype.aborted",
	getAbortReason:      "get:AbortSignal.prototype.reason",
	getAttribute:        "Element.prototype.getAttribute",
	getContentDocument:  "get:HTMLIFrameElement.prototype.contentDocument",
	getContentWindow:    "get:HTMLIFrameElement.prototype.contentWindow",
	getCookie:           "get:Document.prototype.cookie",
	getDocumentElement:  "get:Document.prototype.documentElement",
	getEventTarget:      "get:Event.prototype.target",
	getEventType:        "get:Event.prototype.type",
	getIsConnected:      "get:Node.prototype.isConnected",
	getItem:             "Storage.prototype.getItem",
	getLocalStorage:     "get:localStorage",
	getMessageData:      "get:MessageEvent.prototype.data",
	getMessageOrigin:    "get:MessageEvent.prototype.origin",
	getMessageSource:    "get:MessageEvent.prototype.source",
	getOrigin:           "get:origin",
	getParent:           "get:parent",
	getPrerendering:     "get:Document.prototype.prerendering",
	getPrototypeOf:      "Reflect.getPrototypeOf",
	getRandomValues:     "Crypto.prototype.getRandomValues",
	getReadyState:       "get:Document.prototype.readyState",
	getSessionStorage:   "get:sessionStorage",
	hasFocus:            "Document.prototype.hasFocus",
	hasOwn:              "Object.hasOwn",
	jsonParse:           "JSON.parse",
	jsonStringify:       "JSON.stringify",
	measure:             "Performance.prototype.measure",
	mutationObserver:    "MutationObserver",
	objectKeys:          "Object.keys",
	openWindow:          "open",
	performanceNow:      "Performance.prototype.now",
	promiseClass:        "Promise",
	querySelectorAll:    "Document.prototype.querySelectorAll",
	removeElement:       "Element.prototype.remove",
	removeEventListener: "EventTarget.prototype.removeEventListener",
	removeItem:          "Storage.prototype.removeItem",
	replaceState:        "History.prototype.replaceState",
	reportError:         "reportError",
	reportToJSON:        "ReportBody.prototype.toJSON",
	reportingObserver:   "ReportingObserver",
	requestIdleCallback: "requestIdleCallback",
	setAttribute:        "Element.prototype.setAttribute",
	setCookie:           "set:Document.prototype.cookie",
	setItem:             "Storage.prototype.setItem",
	setPrototypeOf:      "Reflect.setPrototypeOf",
	setTimeout:          "setTimeout",
	storageAccess:       "Document.prototype.requestStorageAccess",
	stringSlice:         "String.prototype.slice",
	submitForm:          "HTMLFormElement.prototype.submit",
	uint8Array:          "Uint8Array",
	urlClass:            "URL",
}

var natives = takeNatives()

// takeNatives leaves undefined what the browser lacks; using that throws.
func takeNatives() (taken [len(paths)]js.Value) {
	found := finder{}
	for i, path := range paths {
		taken[i] = found.accessorOrValue(path)
	}
	return taken
}

// lookup follows a path from the window, undefined where that ends.
func lookup(path string) js.Value { return finder{}.value(path) }

// finder is what was found, by its path: many paths lead through one prototype.
type finder map[string]js.Value

func (f finder) accessorOrValue(path string) (v js.Value) {
	if len(path) <= 4 || path[3] != ':' {
		return f.value(path)
	}
	defer catch(nil)
	owner, name := f.owner(path[4:])
	return get(getOwnPropertyDescriptor.Invoke(owner, name), path[:3])
}

func (f finder) value(path string) (v js.Value) {
	if v, known := f[path]; known {
		return v
	}
	defer catch(nil)
	owner, name := f.owner(path)
	v = get(owner, name)
	f[path] = v
	return v
}

// owner splits a path before its last name.
func (f finder) owner(path string) (owner js.Value, name string) {
	if dot := stringslite.LastIndexByte(path, '.'); dot >= 0 {
		return f.value(path[:dot]), path[dot+1:]
	}
	return window, path
}

// call calls the function with its this. It throws what the function does.
func (n native) call(this js.Value, args ...js.Value) js.Value {
	return apply(natives[n], this, args)
}

// new makes an instance of the class. It throws what the constructor does.
//
//go:noinline
func (n native) new(args ...js.Value) js.Value {
	list := make([]any, len(args))
	for i, arg := range args {
		list[i] = arg
	}
	return natives[n].New(list...)
}
