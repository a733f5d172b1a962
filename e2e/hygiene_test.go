package e2e

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// presences are what answers for the program's file.
var presences = map[string]http.HandlerFunc{"with the program": nil, "without the program": http.NotFound}

func TestBeforeLogoutDelaysTheDepartureOnly(t *testing.T) {
	t.Parallel()
	for name, wasm := range presences {
		for mode, back := range map[string]string{"silent": "/silent-logout", "redirect": "/"} {
			t.Run(mode+" "+name, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, sameSite)
				s.override(programFile, wasm)
				u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
				u.tab.expectConsole("404")
				u.tab.globals = append(u.tab.globals, "save", "seen")

				u.tab.start(js(`(() => {
					const saved = new Promise((resolve) => { window.save = resolve });
					const look = () => [localStorage.getItem(%s), document.querySelectorAll("iframe").length, location.href];
					passportLogout(%s, { mode: %s, beforeLogout: () => ((window.seen = look()), saved) }).catch(() => {});
				})()`, u.key, s.config(map[string]any{"beforeLogoutMs": 600_000, "logoutRedirectUri": s.app + back}), mode))

				assert.Equal(t, []any{nil, 0.0, s.app + "/"}, eval[[]any](u.tab, `seen`), "when it was called")
				s.revoked(t, u.refresh)
				assert.Empty(t, s.idp.Requests(logoutPath))
				if mode == "redirect" {
					u.tab.arrive(s.app+"/", func() { u.tab.start(`save()`) })
					u.tab.globals = u.tab.globals[:3]
				} else {
					eval[any](u.tab, `void save()`)
					s.asked(t, 1)
					u.tab.until(`!document.querySelector("iframe")`)
				}
				assert.False(t, u.passportAlive())
			})
		}
	}
}

// Whatever it does, the user is logged out.
func TestBeforeLogoutStopsNothing(t *testing.T) {
	t.Parallel()
	for name, hook := range map[string]string{
		"it rejects":         `async () => { throw new Error("broken") }`,
		"it throws":          `() => { throw new Error("broken") }`,
		"it returns nothing": `() => {}`,
		"it never settles":   `() => new Promise(() => {})`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, open := range []func(*testing.T) *user{
				func(t *testing.T) *user { return newSite(t, sameSite).logIn(newTab(t, thirdPartyBlocked), clientID) },
				func(t *testing.T) *user { return newPlainSite(t, program()).plainLogIn(newTab(t, thirdPartyBlocked)) },
			} {
				u := open(t)

				got := settle(u.tab, js(`passportLogout({ ...%s, beforeLogout: `+hook+`, beforeLogoutMs: 100 })`, u.site.config(nil)))

				require.Empty(t, got.Message)
				assert.Equal(t, "ended", got.Receipt.IDP.Status)
				assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			}
		})
	}
}

func TestBeforeLogoutIsCalledOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	calls := eval[int](u.tab, js(`(async (config) => {
		let calls = 0;
		const user = new passport.Passport({ ...config, beforeLogout: async () => calls++ });
		await Promise.all([user.logout({ mode: "auto" }), user.logout()]);
		await user.getLogoutUrl();
		user.close();
		return calls;
	})(%s)`, s.config(nil)))
	assert.Equal(t, 1, calls)
}

func TestAnAbortDuringBeforeLogoutBeginsNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)

	got := settle(u.tab, js(`((controller) => passportLogout(%s, {
		signal: controller.signal,
		beforeLogout: () => new Promise(() => setTimeout(() => controller.abort(new TypeError("enough")))),
		beforeLogoutMs: 600_000,
	}))(new AbortController())`, s.config(nil)))

	assert.Equal(t, "TypeError enough", got.Name+" "+got.Message)
	assert.False(t, u.stored())
	assert.Empty(t, s.idp.Requests(logoutPath))
}

// Another library removes the session in another tab, without a word to anybody.
func TestASessionThatAnotherLibraryRemovesIsToldOf(t *testing.T) {
	t.Parallel()
	for name, ready := range map[string]string{"with the program": `passport.ready()`, "before the program": `undefined`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			s.before("/", `Object.defineProperty(Navigator.prototype, "connection", { get: () => ({ saveData: true }) })`)
			u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
			u.tab.listens(s.config(nil))
			eval[any](u.tab, ready)
			other := u.tab.sibling()
			other.open(s.app + "/blank")
			other.globals = nil

			// A refresh that rewrites the session is no logout.
			eval[any](other, js(`((key, entry) => {
				entry = localStorage.getItem(key);
				localStorage.removeItem(key);
				localStorage.setItem(key, entry);
			})(%s)`, u.key))
			afterwards(other, []*tab{u.tab})
			assert.Empty(t, eval[[]string](u.tab, `heard`))
			eval[any](other, js(`localStorage.removeItem(%s)`, u.key))

			u.tab.until(`heard.length`)
			assert.Equal(t, []string{"session-removed"}, eval[[]string](u.tab, `heard`))
			assert.True(t, u.passportAlive())
		})
	}
}

// clock lets a test set a page's clock forward. So a time is over although a busy
// machine takes its own.
const clock = `((now) => { window.ahead = 0; Date.now = () => now() + ahead; })(Date.now)`

// idles opens the application's page with such a clock, on which an instance named user
// keeps what it hears.
func (s *site) idles(p *tab, config map[string]any, answer string) {
	p.t.Helper()
	p.globals = append(p.globals, "user", "heard", "ahead", "settled")
	p.open(s.app + "/")
	eval[any](p, js(`((config) => {
		window.heard = [];
		window.user = new passport.Passport({ ...config, beforeLogout: async () => heard.push("before") });
		user.addEventListener("loggedOut", ({ detail }) => {
			heard.push(detail.reason + " " + detail.receipt?.local.status);
			window.settled = detail.settled;
		});
		user.addEventListener("active", () => heard.push("active"));
		user.addEventListener("idle", (event) => {
			heard.push("idle " + (event.detail.remainingMs > 0) + event.cancelable);
			`+answer+`;
		});
		return passport.ready();
	})(%s)`, s.config(config)))
}

// pass sets the clocks of tabs forward.
func pass(ms int, tabs ...*tab) {
	for _, p := range tabs {
		eval[any](p, js(`void (ahead += %s)`, ms))
	}
}

const (
	idleMS    = 3_600_000
	warnedMS  = 1_800_000 // before that
	untilWarn = idleMS - warnedMS + 1_000
)

func TestAnIdleUserIsLoggedOut(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.before("/", clock)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	s.idles(u.tab, map[string]any{"idleTimeoutMs": idleMS, "idleWarningMs": warnedMS}, ``)

	pass(untilWarn, u.tab)
	u.tab.until(`heard.length > 0`)
	pass(warnedMS, u.tab)
	u.tab.until(`heard.length > 2`)

	assert.Equal(t, []string{"idle truetrue", "idle cleared", "before"}, eval[[]string](u.tab, `heard`))
	got := settle(u.tab, `settled`)
	require.Empty(t, got.Message)
	assert.Equal(t, "ended", got.Receipt.IDP.Status)
	s.revoked(t, u.refresh)
	assert.False(t, u.passportAlive())
	assert.False(t, u.stored())
}

// Nobody has called that logout, so that its failure is told in another way.
func TestAnIdleUsersLogoutThatFails(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.before("/", clock)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	u.tab.expectConsole("400")
	s.idles(u.tab, map[string]any{
		"idleTimeoutMs": idleMS, "idleWarningMs": warnedMS, "logoutRedirectUri": s.app + "/unknown",
	}, ``)

	pass(idleMS+1_000, u.tab)
	u.tab.until(`window.settled`)

	got := settle(u.tab, `settled`)
	assert.Equal(t, "idp_did_not_return", got.Code)
	assert.Equal(t, "cleared", got.Receipt.Local.Status)
}

func TestAnIdleUserWhomTheAppKeepsStays(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.before("/", clock)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	s.idles(u.tab, map[string]any{"idleTimeoutMs": idleMS, "idleWarningMs": warnedMS}, `event.preventDefault()`)

	pass(untilWarn, u.tab)
	u.tab.until(`heard.length > 1`)
	pass(untilWarn, u.tab)
	u.tab.until(`heard.length > 3`)

	assert.Equal(t, []string{"idle truetrue", "active", "idle truetrue", "active"}, eval[[]string](u.tab, `heard`))
	assert.True(t, u.stored())
}

// Doing something in one tab keeps the user in all, and tells those that have warned.
func TestActivityInAnotherTabCounts(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.before("/", clock)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	s.idles(u.tab, map[string]any{"idleTimeoutMs": idleMS, "idleWarningMs": warnedMS}, ``)
	other := u.tab.sibling()
	s.idles(other, map[string]any{"idleTimeoutMs": idleMS}, ``)

	pass(untilWarn, other, u.tab)
	u.tab.until(`heard.length`)
	require.NoError(t, chromedp.Do(other.ctx, chromedp.KeyEvent("x")))

	u.tab.until(`heard.length > 1`)
	assert.Equal(t, []string{"idle truetrue", "active"}, eval[[]string](u.tab, `heard`))
	assert.Empty(t, eval[[]string](other, `heard`))
	assert.True(t, u.stored())
}

// What wakes the machine after the time keeps nobody.
func TestAMachineThatHasSleptLogsOutAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	s.before("/", clock)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	s.idles(u.tab, map[string]any{"idleTimeoutMs": idleMS, "logoutMode": "local"}, ``)

	pass(idleMS, u.tab)
	require.NoError(t, chromedp.Do(u.tab.ctx, chromedp.KeyEvent("x")))

	u.tab.until(`heard.length > 1`)
	assert.Equal(t, []string{"idle cleared", "before"}, eval[[]string](u.tab, `heard`))
}

// The program by itself tells the listener that it was given.
func TestThePlainProgramWatchesForAnIdleUser(t *testing.T) {
	t.Parallel()
	s := newPlainSite(t, program())
	s.before("/", clock)
	p := newTab(t, thirdPartyBlocked)
	u := s.plainLogIn(p)
	p.globals = append(p.globals, "ahead", "heard", "stay")
	eval[any](p, js(`(() => {
		window.heard = [];
		window.stay = true;
		return passportWatch(%s, (detail, type) => {
			heard.push(type + " " + (detail?.reason ?? typeof detail?.remainingMs));
			return !stay; // false has the user stay
		});
	})()`, s.config(map[string]any{"idleTimeoutMs": idleMS, "idleWarningMs": warnedMS, "logoutMode": "local"})))

	pass(untilWarn, p)
	p.until(`heard.length > 1`)
	eval[any](p, `void (stay = false)`)
	pass(untilWarn, p)
	p.until(`heard.length > 2`)
	pass(warnedMS, p)
	p.until(`heard.length > 3`)

	assert.Equal(t, []string{"idle number", "active undefined", "idle number", "loggedOut idle"}, eval[[]string](p, `heard`))
	assert.False(t, u.stored())
}
