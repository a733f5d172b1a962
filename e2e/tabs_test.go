package e2e

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	manyTabs     = 10
	tabsPatience = 3 * time.Minute
)

// openTabs opens tabs beside the user's, on a page that runs the module, each
// with an instance named user and the reasons that it heard of.
func openTabs(u *user, n int, path string, config map[string]any) []*tab {
	u.tab.t.Helper()
	tabs := []*tab{u.tab}
	for len(tabs) < n {
		tabs = append(tabs, u.tab.sibling())
	}
	for _, p := range tabs {
		p.open(u.site.app + path)
		p.globals = append(p.globals, "user", "heard")
		p.start(`passport.ready()`)
	}
	for _, p := range tabs {
		eval[any](p, js(`passport.ready().then(() => {
			window.heard = [];
			window.user = new passport.Passport(%s);
			user.addEventListener("loggedOut", (e) => heard.push(e.detail.reason));
		})`, config))
	}
	return tabs
}

// news waits for what other tabs write to a key of local storage.
const news = `((key) => new Promise((resolve) => addEventListener("storage", (e) => e.key === key && resolve(e.newValue))))`

// afterwards waits until a tab has heard all that the first one has told by now:
// storage events, and messages on one channel, come in order.
func afterwards(first *tab, others []*tab) {
	for _, p := range others {
		p.globals = append(p.globals, "marked")
		p.start(`window.marked = Promise.all([` + news + `("marker"), window.BroadcastChannel && new Promise((resolve) => {
			const channel = new BroadcastChannel("passport.logout");
			channel.onmessage = (e) => e.data === "marker" && resolve(channel.close());
		})])`)
	}
	eval[any](first, `(() => {
		localStorage.setItem("marker", "x");
		if (!window.BroadcastChannel) return;
		const channel = new BroadcastChannel("passport.logout");
		channel.postMessage("marker");
		channel.close();
	})()`)
	for _, p := range others {
		eval[any](p, `marked`)
	}
}

// An instance beside the one that logs out is told like one of another tab.
func TestAnotherInstanceOfThePageHearsOfALogout(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	eval[any](u.tab, `passport.ready()`)

	heard := eval[[]string](u.tab, js(`(async () => {
		const heard = [];
		const [user, other] = [0, 1].map(() => new passport.Passport(%s));
		user.addEventListener("loggedOut", ({ detail }) => heard.push("user " + detail.reason));
		const told = new Promise((resolve) => other.addEventListener("loggedOut", ({ detail }) => resolve("other " + detail.reason)));
		await user.logout();
		return [await told, ...heard];
	})()`, s.config(nil)))

	assert.Equal(t, []string{"other other-tab", "user logout"}, heard)
	assert.False(t, u.passportAlive())
}

func TestEveryTabHearsOfALogoutOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ path, prepare string }{
		"storage and channel": {"/", `undefined`},
		"no BroadcastChannel": {"/no-channel", `undefined`},
		// The tombstone fits where the session was.
		"full storage": {"/", `(() => {
			for (let n = 1 << 22, i = 0; n > 0; i++) {
				try { localStorage.setItem("filler" + i, "x".repeat(n)); } catch { n >>= 1; }
			}
		})()`},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, sameSite)
			s.pages["/no-channel"] = document("No channel", `<script src="/no-channel.js"></script><script src="/dist/passport.js"></script>`)
			s.mux.HandleFunc("/no-channel.js", script(`delete window.BroadcastChannel;`))
			u := s.logIn(newTabFor(t, thirdPartyBlocked, tabsPatience), clientID)
			tabs := openTabs(u, manyTabs, c.path, s.config(nil))
			first, others := tabs[0], tabs[1:]
			eval[any](first, c.prepare)

			got := settle(first, `user.logout()`)

			require.Empty(t, got.Message)
			tombstone := "passport.logout:" + s.auth + ":" + clientID
			assert.True(t, eval[bool](first, js(`localStorage.getItem(%s) !== null`, tombstone)))
			eval[any](first, `Object.keys(localStorage).forEach((key) => key.startsWith("filler") && localStorage.removeItem(key))`)
			afterwards(first, others)
			assert.Equal(t, []string{"logout"}, eval[[]string](first, `heard`))
			for _, p := range others {
				assert.Equal(t, []string{"other-tab"}, eval[[]string](p, `heard`))
				assert.False(t, eval[bool](p, `user.isLoggedIn()`))
			}
		})
	}
}
