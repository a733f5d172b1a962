//go:build js && wasm

package main

import (
	"runtime"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// collector runs Go's garbage collector when a task is over. By itself that
// would come too late: it sees its own heap only, and not the documents and
// functions of the page that values in there keep alive.
type collector struct {
	window *jsbridge.Window
	due    bool
}

// collectMS is how long a collection waits, in milliseconds. It takes several of
// the page's main thread, and the browser many of other threads to optimize it,
// when the page has to show that the user is logged out.
const collectMS = 100

// soon collects in a task of its own.
func (c *collector) soon() {
	if c.due {
		return
	}
	c.due = true
	c.window.After(collectMS, func() {
		c.due = false
		go runtime.GC()
	})
}
