package e2e

import (
	"strings"
	"time"

	"github.com/chromedp/cdproto/domdebugger"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const gone = "gone"

// truth asks the auth domain. A page that is left may not have reached it yet.
func (sc *scene) truth(want truth) truth {
	if want == dead {
		assert.Eventually(sc.t, func() bool { return !sc.user.passportAlive() }, unhurried, 5*time.Millisecond,
			"the Passport session is alive")
	}
	if sc.user.passportAlive() {
		return alive
	}
	return dead
}

// checkHonesty holds what the module says against the truth.
func (sc *scene) checkHonesty(got result, session truth) {
	if got.left() {
		return
	}
	if session == alive {
		assert.NotEqual(sc.t, "ended", got.says(), "the receipt says that a session ended which is alive")
	}
	if session == dead {
		assert.NotEqual(sc.t, "failed", got.says(), "the receipt says that a session is alive which ended")
		assert.NotContains(sc.t, got.Message, "lives on", "the message says that a session is alive which ended")
	}
	if got.Message != "" {
		require.NotNil(sc.t, got.Receipt, "an error carries the receipt: %s", got.Message)
		assert.Equal(sc.t, "LOGOUT_ERROR", got.Type)
		assert.NotContains(sc.t, got.Message, sc.user.refresh)
	}
}

// applicationSession looks at the storage and the database from another tab,
// whose process hears of a change a moment later.
func (sc *scene) applicationSession(keeps bool) string {
	limit := unhurried
	if keeps {
		limit = 200 * time.Millisecond
	}
	if eval[bool](sc.witness, js(`((key) => new Promise((resolve) => {
		const look = async () => {
			if (localStorage.getItem(key) === null && !await `+inDatabase+`(key)) resolve(true);
		};
		addEventListener("storage", look);
		setTimeout(() => resolve(false), %s);
		look();
	}))(%s)`, limit.Milliseconds(), sc.user.key)) {
		return gone
	}
	return "kept"
}

// refreshToken is the truth about the refresh token. Wherever one was stored
// that the page could read, the request must have been sent.
func (sc *scene) refreshToken() string {
	active := func() bool { return sc.idp.RefreshTokenActive(sc.user.refresh) }
	if sc.revokes {
		assert.Eventually(sc.t, func() bool { return !active() }, unhurried, 5*time.Millisecond, "the refresh token is active")
	}
	if active() {
		return "active"
	}
	return "revoked"
}

// again lifts the fault and logs out once more, in the same page.
func (sc *scene) again(got result) string {
	if got.left() || sc.last {
		return "-"
	}
	sc.lift()
	sc.arrive()
	sc.logIn()
	next := sc.next
	sc.start(map[string]any{"mode": next.mode, "timeoutMs": 10_000, "logoutRedirectUri": sc.app + "/silent-logout", "fallback": "none"})
	second := sc.await(next.outcome)
	if !assert.Equal(sc.t, next.outcome, second.what, "the next logout: %s", second.Message) {
		return "fails"
	}
	assert.Equal(sc.t, dead, sc.truth(dead), "the Passport session after the next logout")
	assert.Equal(sc.t, gone, sc.applicationSession(false), "the application session after the next logout")
	return "works"
}

// leftBehind lists the iframes and listeners on a page that stays, and the
// storage keys beside the tombstone.
func (sc *scene) leftBehind(got result, keeps bool) string {
	var left []string
	if !got.left() && !sc.last {
		if sc.moment != programReady {
			// A program that came listens for other tabs.
			eval[any](sc.tab, `user.close()`)
		}
		if !soon(func() bool { return sc.countFrames() <= sc.frames }) {
			left = append(left, "iframe")
		}
		if !soon(func() bool { return sc.countListeners() <= sc.listeners }) {
			left = append(left, "listeners")
		}
	}
	kept := ""
	if keeps {
		kept = sc.user.key
	}
	// The witness's copy of the storage may lag behind.
	return strings.Join(append(left, eval[[]string](sc.witness, js(`((kept, limit) => new Promise((resolve) => {
		const look = () => {
			const keys = Object.keys(localStorage).filter((key) => !key.startsWith("passport.logout:") && key !== kept);
			if (!keys.length || performance.now() > limit) return resolve(keys);
			setTimeout(look, 20);
		};
		look();
	}))(%s, performance.now() + %s)`, kept, unhurried.Milliseconds()))...), ", ")
}

// soon waits for what comes after a logout: its iframe goes when the callback
// page has called or loaded.
func soon(done func() bool) bool {
	for limit := time.Now().Add(unhurried); ; time.Sleep(20 * time.Millisecond) {
		if done() {
			return true
		} else if time.Now().After(limit) {
			return false
		}
	}
}

func (sc *scene) countFrames() int {
	return eval[int](sc.tab, sc.view+`.document.querySelectorAll("iframe").length`)
}

// countListeners counts what listens where a logout does.
func (sc *scene) countListeners() (n int) {
	sc.t.Helper()
	for _, target := range []string{sc.view, sc.view + ".document", sc.view + ".navigation"} {
		object, err := chromedp.Run(sc.tab.ctx, chromedp.Evaluate[*runtime.RemoteObject](target))
		require.NoError(sc.t, err)
		if object.ObjectID == "" {
			continue // the browser has none
		}
		got, err := chromedp.Call(sc.tab.ctx, domdebugger.GetEventListeners, domdebugger.GetEventListenersParams{ObjectID: object.ObjectID})
		require.NoError(sc.t, err)
		n += len(got.Listeners)
	}
	return n
}
