package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// pollEvery is for what a browser tells in no other way.
const pollEvery = 50 * time.Millisecond

// story is what a user or a developer comes to with a browser. It is told once, and
// run in every engine.
type story struct {
	name string
	run  func(w *world) (says string)
	// want is what it says, and differs what it says in an engine of this name.
	want    string
	differs map[string]string
	profile profile
	// fault is the one of docs/reliability-table.md that this is, as group/fault.
	fault string
	// across has the auth domain on another site.
	across bool
	// plain has both on http://localhost.
	plain bool
	// logs allows what the browser logs of a fault.
	logs bool
}

// stories in the order of the table, by chapter.
var chapters = []struct {
	title   string
	stories []story
}{
	{"Logging out", modeStories},
	{"An OpenID provider", providerStories},
	{"In a popup", popupStories},
	{"Proved", verifyStories},
	{"Pages that load it", pageStories},
	{"Back, other tabs, other storage", historyStories},
	{"Within the provider's page", frontChannelStories},
	{programChapter, programStories},
	{"A hidden iframe that fails", frameStories},
	{"A window that is not left", leavingStories},
}

const programChapter = "The program is not there"

// TestStories runs every story in the engines of PASSPORT_ENGINES.
func TestStories(t *testing.T) {
	t.Parallel()
	told := newTold(chosenEngines(t))
	for _, e := range told.engines {
		t.Run(e.name(), func(t *testing.T) {
			if !e.serial() {
				t.Parallel()
			}
			for _, chapter := range chapters {
				for _, s := range chapter.stories {
					t.Run(s.name, func(t *testing.T) {
						if !e.serial() {
							t.Parallel()
						}
						told.add(e, s.name, tell(t, e, s))
					})
				}
			}
		})
	}
	t.Cleanup(func() { told.publish(t) })
}

// world is where a story happens: an application, its auth domain, and a browser.
type world struct {
	*site
	t      *testing.T
	engine string
	page   driven
	user   *user
	tabs   []driven
	took   float64 // what the latest logout took, in milliseconds

	mu      sync.Mutex
	changed chan struct{} // closed at the next arrival
	arrived []string      // the pages that were shown at the top, by their own word
	heard   []string      // what pages have heard of errors
	reports []string
}

// tell runs a story, and says what came of it.
func tell(t *testing.T, e engine, s story) telling {
	t.Helper()
	w := &world{t: t, engine: e.name(), changed: make(chan struct{})}
	switch {
	case s.plain:
		w.site = newSite(t, sameSite)
	case s.across:
		w.site = newSecureSite(t, "app.example.test", "auth.another.test")
	default:
		w.site = newSecureSite(t, "app.example.test", "auth.example.test")
	}
	w.listen()
	w.page = e.page(t, s.profile)
	w.tabs = append(w.tabs, w.page)
	want := s.want
	if other, ok := s.differs[e.name()]; ok {
		want = other
	}

	says := s.run(w)

	complaints := strings.Join(w.complaints(), "; ")
	switch {
	case says != want:
		t.Errorf("%s: %s: says %q instead of %q; console: %s", e.name(), s.name, says, want, complaints)
	case complaints != "" && !s.logs:
		t.Errorf("%s: %s: the console says %s", e.name(), s.name, complaints)
	}
	return telling{says: says, ms: w.took}
}

// sentinel is a script of every page: it tells of the page, and of what that hears of
// errors, since not every engine tells what its console has.
const sentinel = `(() => {
	const send = (path, body) => void fetch(path, { method: "POST", body, keepalive: true }).catch(() => {});
	const complain = (...parts) => send("/heard", location.pathname + ": " + parts.map(String).join(" "));
	for (const level of ["error", "warn"]) {
		const log = console[level];
		console[level] = (...parts) => { complain(...parts); log.apply(console, parts); };
	}
	addEventListener("error", (e) => complain(e.message));
	addEventListener("unhandledrejection", (e) => complain("rejected", e.reason));
	addEventListener("securitypolicyviolation", (e) => complain(e.violatedDirective, e.blockedURI));
	if (parent === window) addEventListener("pageshow", (e) => send("/arrived", (e.persisted ? "restored " : "") + location.href));
	window.tell = (subject, text) => send("/told", subject + ": " + text);
})()`

// listen has every page tell of itself.
func (w *world) listen() {
	w.mux.HandleFunc("/sentinel.js", script(sentinel))
	for path, note := range map[string]*[]string{"/arrived": &w.arrived, "/heard": &w.heard, "/told": &w.reports} {
		w.mux.HandleFunc(path, func(_ http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return
			}
			w.mu.Lock()
			defer w.mu.Unlock()
			*note = append(*note, string(body))
			close(w.changed)
			w.changed = make(chan struct{})
		})
	}
	w.pages["/bye"] = document("Bye", `<script src="/dist/passport.js"></script>`)
	w.idp.AddClient(authdomain.Client{
		ID: clientID, RedirectURIs: []string{w.app + "/redirect"},
		LogoutURIs: []string{w.app + "/silent-logout", w.app + "/bye"}, WebOrigins: []string{w.app},
	})
	w.csp += "; img-src 'self'" // Firefox logs that the page's icon is blocked
	w.decorate()
}

// decorate puts the sentinel into every page.
func (w *world) decorate() {
	const tag = `<script src="/sentinel.js"></script>`
	for path, page := range w.pages {
		if !strings.Contains(page, tag) {
			w.pages[path] = strings.Replace(page, "<title>", tag+"<title>", 1)
		}
	}
}

// arrives waits until a page of the application is shown at the top, and returns its
// URL, after the word restored where it comes from the back/forward cache.
func (w *world) arrives(path string) string {
	w.t.Helper()
	return w.await(&w.arrived, "at "+path, func(line string) bool {
		page, _, _ := strings.Cut(line, "?")
		return strings.TrimPrefix(page, "restored ") == w.app+path
	})
}

// told waits for what a page tells, and returns what follows the subject.
func (w *world) told(subject string) string {
	w.t.Helper()
	line := w.await(&w.reports, subject, func(line string) bool { return strings.HasPrefix(line, subject+": ") })
	return strings.TrimPrefix(line, subject+": ")
}

// await takes the first line that is one.
func (w *world) await(lines *[]string, what string, is func(line string) bool) string {
	w.t.Helper()
	ctx, cancel := context.WithTimeoutCause(w.t.Context(), patience, errors.New("nothing came: "+what))
	defer cancel()
	for {
		w.mu.Lock()
		i := slices.IndexFunc(*lines, is)
		if i >= 0 {
			line := (*lines)[i]
			*lines = slices.Delete(*lines, i, i+1)
			w.mu.Unlock()
			return line
		}
		changed, have := w.changed, fmt.Sprint(*lines)
		w.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			require.FailNow(w.t, context.Cause(ctx).Error(), have)
		}
	}
}

// complaints are what was logged.
func (w *world) complaints() []string {
	w.mu.Lock()
	all := slices.Clone(w.heard)
	w.mu.Unlock()
	for _, tab := range w.tabs {
		all = append(all, tab.console()...)
	}
	return withoutSandbox(all)
}

// withoutSandbox leaves out the one warning that every hidden iframe costs, of its
// sandbox, which docs/browsers.md explains.
func withoutSandbox(lines []string) []string {
	return slices.DeleteFunc(lines, func(line string) bool {
		return strings.Contains(line, "allow-scripts") && strings.Contains(line, "sandbox")
	})
}

// logIn signs in by the auth domain's own form, and stores the tokens as the incumbent
// does. The page is the application's afterwards.
func (w *world) logIn() {
	w.t.Helper()
	w.page.open(w.auth + "/authorize?" + w.authorization(clientID))
	w.page.script(inATask(`document.querySelector("form").requestSubmit()`))
	tokens := w.exchange(w.t, clientID, w.arrives("/redirect"))
	sessions := w.idp.Sessions()
	require.Len(w.t, sessions, 1)
	user, entry := w.signedIn(w.t, clientID, sessions[0], tokens)
	w.user = user
	w.open("/")
	w.page.script(js(`localStorage.setItem(%s, %s)`, user.key, entry))
}

func (w *world) open(path string) {
	w.t.Helper()
	w.page.open(w.app + path)
	w.arrives(path)
}

// logOut logs out in the page, with the program there, and says what came of it.
func (w *world) logOut(settings map[string]any) string {
	w.t.Helper()
	return w.settle(`passport.ready().then(() => passportLogout(` + js(`%s`, w.config(settings)) + `))`)
}

// settle says what becomes of a promise of a receipt.
func (w *world) settle(promise string) string {
	w.t.Helper()
	got := evaluate[outcome](w.t, w.page, `(`+promise+`).then((receipt) => ({ receipt }),
		(e) => ({ receipt: e.receipt, name: e.name, code: e.code && String(e.code), message: e.message }))`)
	if got.Receipt != nil {
		w.took = got.Receipt.DurationMs
		assert.NotEqual(w.t, "failed", got.Receipt.Local.Status, "the application session")
		if got.Code == "" {
			return got.Receipt.IDP.Status + ", " + w.truth()
		}
	}
	if got.Code == "" {
		return got.Name + ": " + got.Message
	}
	return got.Code + ", " + w.truth()
}

// outcome says what a page has told of a logout.
func (w *world) outcome() string {
	w.t.Helper()
	var got struct {
		Code string
		MS   float64
	}
	require.NoError(w.t, json.Unmarshal([]byte(w.told("outcome")), &got))
	w.took = got.MS
	return got.Code + ", " + w.truth()
}

// truth is what the auth domain knows.
func (w *world) truth() string {
	if w.user.passportAlive() {
		return "session lives"
	}
	return "session over"
}
