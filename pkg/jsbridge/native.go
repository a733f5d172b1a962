//go:build js && wasm

package jsbridge

import "syscall/js"

// native is a function or class of the browser, taken when the program starts
// from where nobody clobbers it.
type native int

const (
	addEventListener native = iota
	appendChild
	arrayIsArray
	atob
	broadcastChannel
	clearMeasures
	clearTimeout
	createElement
	deleteProperty
	errorClass
	fetch
	getContentWindow
	getCookie
	getDocumentElement
	getIsConnected
	getItem
	getLocalStorage
	getMessageData
	getMessageOrigin
	getMessageSource
	getOrigin
	getPrototypeOf
	getRandomValues
	getSessionStorage
	hasOwn
	jsonParse
	jsonStringify
	measure
	mutationObserver
	objectKeys
	performanceNow
	promiseThen
	removeElement
	removeEventListener
	removeItem
	reportError
	reportingObserver
	requestLock
	setAttribute
	setCookie
	setItem
	setPrototypeOf
	setTimeout
	stringSlice
	uint8Array
	urlClass
)

// paths from the window. "get:" and "set:" take the half of an accessor.
var paths = [...]string{
	addEventListener:    "EventTarget.prototype.addEventListener",
	appendChild:         "Node.prototype.appendChild",
	arrayIsArray:        "Array.isArray",
	atob:                "atob",
	broadcastChannel:    "BroadcastChannel",
	clearMeasures:       "Performance.prototype.clearMeasures",
	clearTimeout:        "clearTimeout",
	createElement:       "Document.prototype.createElement",
	deleteProperty:      "Reflect.deleteProperty",
	errorClass:          "Error",
	fetch:               "fetch",
	getContentWindow:    "get:HTMLIFrameElement.prototype.contentWindow",
	getCookie:           "get:Document.prototype.cookie",
	getDocumentElement:  "get:Document.prototype.documentElement",
	getIsConnected:      "get:Node.prototype.isConnected",
	getItem:             "Storage.prototype.getItem",
	getLocalStorage:     "get:localStorage",
	getMessageData:      "get:MessageEvent.prototype.data",
	getMessageOrigin:    "get:MessageEvent.prototype.origin",
	getMessageSource:    "get:MessageEvent.prototype.source",
	getOrigin:           "get:origin",
	getPrototypeOf:      "Reflect.getPrototypeOf",
	getRandomValues:     "Crypto.prototype.getRandomValues",
	getSessionStorage:   "get:sessionStorage",
	hasOwn:              "Object.hasOwn",
	jsonParse:           "JSON.parse",
	jsonStringify:       "JSON.stringify",
	measure:             "Performance.prototype.measure",
	mutationObserver:    "MutationObserver",
	objectKeys:          "Object.keys",
	performanceNow:      "Performance.prototype.now",
	promiseThen:         "Promise.prototype.then",
	removeElement:       "Element.prototype.remove",
	removeEventListener: "EventTarget.prototype.removeEventListener",
	removeItem:          "Storage.prototype.removeItem",
	reportError:         "reportError",
	reportingObserver:   "ReportingObserver",
	requestLock:         "LockManager.prototype.request",
	setAttribute:        "Element.prototype.setAttribute",
	setCookie:           "set:Document.prototype.cookie",
	setItem:             "Storage.prototype.setItem",
	setPrototypeOf:      "Reflect.setPrototypeOf",
	setTimeout:          "setTimeout",
	stringSlice:         "String.prototype.slice",
	uint8Array:          "Uint8Array",
	urlClass:            "URL",
}

var natives = takeNatives()

// takeNatives leaves undefined what the browser lacks; using that throws.
func takeNatives() (taken [len(paths)]js.Value) {
	for i, path := range paths {
		taken[i] = lookup(path)
	}
	return taken
}

// lookup follows a path from the window, undefined where that ends.
func lookup(path string) js.Value {
	defer catch(nil)
	kind := ""
	if len(path) > 4 && path[3] == ':' {
		kind, path = path[:3], path[4:]
	}
	v, start := window, 0
	for i := range len(path) {
		if path[i] == '.' {
			v, start = get(v, path[start:i]), i+1
		}
	}
	if kind == "" {
		return get(v, path[start:])
	}
	return get(call(objectClass, "getOwnPropertyDescriptor", v, str(path[start:])), kind)
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
