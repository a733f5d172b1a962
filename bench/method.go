package main

import (
	"fmt"
	"io"
)

const method = `
## How it is measured

One Go server serves all pages over HTTP/2 and TLS on loopback, with brotli and with the
same caching for all: what a versioned URL names stays for good, everything else is asked
for again. The peers come from npm in the versions above, bundled and minified by esbuild
with only what a page needs to log out; this project's module is ` + "`dist/`" + ` as it is
shipped, behind a script tag. The app and the auth domain are two hosts on one site; the
auth domain is that of the tests, and every sample checks that it has ended the session.

Every scenario has a fresh tab with a fresh login, unless nobody is signed in. *Cold* is a
fresh browser context; *warm* is a profile on disk with its HTTP cache and V8's code
cache, after three visits. A click is the browser's own input event. All times are the
page's own clock; a session counts as cleared when its key is removed from local storage.
A silent logout lasts until its promise settles: at the callback page's message, or, with
this project's module, as soon as the iframe's URL shows that the callback page is there.
In each round every scenario and in it every subject comes once, in random order. The
first round is thrown away. **× is the ratio within the same round**, the median of all
rounds: what disturbs the machine disturbs both sides, so compare machines by it, and not
by milliseconds.
`

func writeMethod(w io.Writer, c circumstances, r *results) {
	fmt.Fprint(w, method)
	fmt.Fprintf(w, "\nBefore each sample the command waits until the machine has been idle for %v, at most %v: "+
		"it was idle at %.0f%% of them.", quietWindow, c.patience, 100*c.quietShare)
	if n := len(r.failures); n > 0 {
		fmt.Fprintf(w, " %d samples failed and are left out.", n)
	}
	fmt.Fprintln(w)
}
