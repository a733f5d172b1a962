//go:build js && wasm

package main

import "runtime"

// collectMS is how long a collection waits, in milliseconds. It takes several of
// the page's main thread, and the browser many of other threads to optimize it,
// when the page has to show that the user is logged out.
const collectMS = 100

// collectSoon runs Go's garbage collector in a task of its own. By itself that
// would come too late: it sees its own heap only, and not the documents and
// functions of the page that values in there keep alive.
func (p *program) collectSoon() {
	if p.collectionDue {
		return
	}
	p.collectionDue = true
	p.window.After(collectMS, func() {
		p.collectionDue = false
		go runtime.GC()
	})
}
