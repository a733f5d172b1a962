//go:build js && wasm

package jsbridge

import "syscall/js"

// pageTimeout is how long a page that neither loads nor posts a message is kept,
// in milliseconds.
const pageTimeout = 10_000

// close does nothing else in the task of its caller, who would wait while the
// browser takes down the page.
func (fr *frame) close() {
	fr.report = func(string, string, any) {} // the rest of a batch of reports
	fr.w.After(0, fr.leave)
}

// leave takes the iframe away, and before that lets the page in it come to what
// it was opened for.
func (fr *frame) leave() {
	if fr.called || fr.complete() {
		fr.discard()
		return
	}
	discard := once(fr.discard)
	end := func() { fr.w.After(0, discard) } // after the other listeners of the event
	fr.cleanups = append(fr.cleanups, fr.w.After(pageTimeout, discard))
	fr.report = func(event, _ string, _ any) {
		if event != "violation" && event != "commit" {
			end()
		}
	}
}

// complete tells whether nothing more is known to come: the page has loaded, or
// cannot be read, or is gone.
func (fr *frame) complete() bool {
	defer catch(nil)
	page := getContentDocument.call(fr.element)
	return page.IsNull() || getReadyState.call(page).String() == "complete"
}

// discard ends everything, whatever of it throws.
func (fr *frame) discard() {
	defer catch(nil)
	for _, cleanup := range fr.cleanups {
		defer cleanup()
	}
}

// on listens on behalf of the frame. A window of another origin takes no
// listener, and need not be rid of one.
func (fr *frame) on(target js.Value, types ...string) {
	each(addEventListener, target, types, fr.listener.Value)
	fr.cleanups = append(fr.cleanups, func() {
		each(removeEventListener, target, types, fr.listener.Value)
	})
}
