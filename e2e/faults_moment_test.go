package e2e

import (
	"net/http"
	"sync"
)

// lateLimitMS is a time limit in milliseconds that leaves a program that is late the
// time to come: the loader waits that long for it.
const lateLimitMS = 3_000

// How long the stand-in waits in vain, in milliseconds: for a message, and for a page
// that has to be left within the same limit then.
const (
	silenceMS = 2_000
	leavingMS = 5_000
)

// keepProgramBack has the program come at the moment of the scene.
func (sc *scene) keepProgramBack() {
	switch sc.moment {
	case programLate:
		sc.delayProgram()
	case programNever:
		sc.override(moduleFile, http.NotFound)
		sc.override(programFile, http.NotFound)
		sc.arrive = func() { sc.restore(moduleFile); sc.restore(programFile) }
		sc.expect("404", "dynamically imported module")
	}
}

// delayProgram keeps passport.wasm back until the auth domain was asked, or the
// logout has been pending for a moment, as where that cannot be.
func (sc *scene) delayProgram() {
	begun := make(chan struct{})
	begin := sync.OnceFunc(func() { close(begun) })
	sc.pending, sc.arrive = begin, begin
	sc.onVisit = func(path string) {
		if path == logoutPath {
			begin()
		}
	}
	answer := sc.handler(programFile)
	sc.override(programFile, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-begun:
			answer(w, r)
		case <-r.Context().Done():
		}
	})
	sc.expect("net::ERR") // of a page that is left meanwhile
}

// limitTime fits the time limit to the moment.
func (sc *scene) limitTime(want want) {
	limit, limited := sc.options["timeoutMs"].(int)
	switch {
	case sc.moment == programLate && limited:
		sc.options["timeoutMs"] = max(limit, lateLimitMS)
	case sc.moment == programNever && sc.config["fallback"] != nil:
		sc.options["timeoutMs"] = leavingMS
	case sc.moment == programNever && (limited || want.rejects()):
		sc.options["timeoutMs"] = max(limit, silenceMS)
	}
}
