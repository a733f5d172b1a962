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
		localStorage.setItem("marker", Math.random());
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

// listens makes an instance named user, and keeps the reasons that it hears of.
func (p *tab) listens(config map[string]any) {
	p.t.Helper()
	p.globals = append(p.globals, "user", "heard")
	eval[any](p, js(`((config) => {
		window.heard = [];
		window.user = new passport.Passport(config);
		user.addEventListener("loggedOut", (e) => heard.push(e.detail.reason));
	})(%s)`, config))
}

// A page without a session loads no program. Once somebody has logged in there it
// hears of logouts as any other does.
func TestASessionThatAppearsLaterLosesNothing(t *testing.T) {
	t.Parallel()
	for name, setUp := range map[string]string{
		"storage and channel": `undefined`,
		"no BroadcastChannel": `delete window.BroadcastChannel`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.before("/", setUp)
			p := newTabFor(t, thirdPartyBlocked, tabsPatience)
			u, entry := s.signIn(p, clientID)
			p.open(s.app + "/")
			p.listens(s.config(nil))
			eval[any](p, `new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle)))`)
			assert.Zero(t, s.loads(moduleFile)+s.loads(programFile), "nothing is loaded for nothing")
			other := p.sibling()
			other.open(s.app + "/")

			for range 2 {
				eval[any](p, js(`(heard.length = 0, localStorage.setItem(%s, %s))`, u.key, entry))
				eval[any](other, js(`localStorage.getItem(%s) || `+news+`(%s)`, u.key, u.key))
				got := settle(other, js(`passportLogout(%s)`, s.config(nil)))
				require.Empty(t, got.Message)

				p.until(`heard.length`)
				eval[any](p, withProgram)
				afterwards(other, []*tab{p})
				assert.Equal(t, []string{"other-tab"}, eval[[]string](p, `heard`))
			}
		})
	}
}

// Instances of one page hear of each other's logouts, of none of their own, and of
// none at all once they are closed, whether a session was there when they were made
// or came later.
func TestInstancesOfOnePageHearOfEachOther(t *testing.T) {
	t.Parallel()
	for name, loggedIn := range map[string]bool{"a session is there": true, "it comes later": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			p := newTabFor(t, thirdPartyBlocked, tabsPatience)
			u, entry := s.signIn(p, clientID)
			other := p.sibling()
			other.open(s.app + "/")
			p.open(s.app + "/")
			p.globals = append(p.globals, "users", "heard")
			logIn := js(`localStorage.setItem(%s, %s)`, u.key, entry)
			if loggedIn {
				eval[any](p, logIn)
			}
			eval[any](p, js(`((config) => {
				window.heard = {};
				window.users = ["first", "second", "closed"].map((name) => {
					const user = new passport.Passport(config);
					heard[name] = [];
					user.addEventListener("loggedOut", ({ detail }) => heard[name].push(detail.reason));
					return user;
				});
				users[2].close();
			})(%s)`, s.config(nil)))

			eval[any](p, logIn)
			require.Empty(t, settle(p, `users[0].logout()`).Message)
			p.until(`heard.second.length`)
			afterwards(other, []*tab{p})
			assert.Equal(t, map[string][]string{"first": {"logout"}, "second": {"other-tab"}, "closed": {}}, eval[map[string][]string](p, `heard`))

			// One's own logout hides no later one elsewhere.
			eval[any](p, logIn)
			other.until(js(`localStorage.getItem(%s)`, u.key)) // which it has a copy of
			require.Empty(t, settle(other, js(`passportLogout(%s)`, s.config(nil))).Message)
			p.until(`heard.first.length > 1 && heard.second.length > 1`)
			afterwards(other, []*tab{p})
			assert.Equal(t, map[string][]string{
				"first": {"logout", "other-tab"}, "second": {"other-tab", "other-tab"}, "closed": {},
			}, eval[map[string][]string](p, `heard`))
		})
	}
}
