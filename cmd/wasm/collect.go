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

// soon collects in a task of its own, after what the caller settles has been
// heard.
func (c *collector) soon() {
	if c.due {
		return
	}
	c.due = true
	c.window.After(0, func() {
		c.due = false
		go runtime.GC()
	})
}
