package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/memory"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// heapMargin is what the JavaScript heap may grow by, in bytes: the browser's
// own caches and compiled code come and go by less. A leak of one small object
// a logout is more than that after a thousand.
const heapMargin = 200_000

// wasmMargin is what Go's heap takes once, in bytes, where logouts follow each
// other faster than the program collects garbage: it grows to some 4 MiB, where it
// stays however many follow.
const wasmMargin = 1 << 20

// functionsMargin is what the number of functions may grow by: those of the
// latest calls, which the program's last garbage collection came too early for.
const functionsMargin = 30

// A browser keeps the document of an iframe for a while after that is gone, longer
// where the machine is busy. One that a logout leaves behind is left by each of its
// kind, of which there are eight at least.
const (
	documentsMargin = 3
	documentNodes   = 15      // of the callback page and of an error
	documentHeap    = 400_000 // bytes
)

// footprint is what a page occupies after a garbage collection.
type footprint struct {
	heap, wasm                             int64 // bytes
	documents, nodes, listeners, functions int64
	frames                                 int64
}

// idle waits for the program's own garbage collection, by a timer of the same length
// that is set later.
const idle = `new Promise((done) => setTimeout(() => setTimeout(done), 100))`

// measure sees the page when it stands where it stood before, and after some time in
// any case: a busy machine may take its time for the program's garbage collection,
// which frees functions and documents.
func measure(p *tab, before footprint) (f footprint) {
	p.t.Helper()
	for range 30 {
		if f = look(p); f.functions <= before.functions+functionsMargin && f.documents <= before.documents &&
			f.heap <= before.heap+heapMargin {
			break
		}
	}
	return f
}

// look sees the page from outside. Every js.Func is a function in the page.
func look(p *tab) footprint {
	p.t.Helper()
	eval[any](p, idle)
	functions := count(p, `Function.prototype`, `function () { return this.length }`)
	wasm := count(p, `WebAssembly.Memory.prototype`, `function () { return this.reduce((sum, m) => sum + m.buffer.byteLength, 0) }`)
	// Twice, since what one collection finalizes the next one frees.
	for range 2 {
		_, err := chromedp.Call(p.ctx, heapprofiler.CollectGarbage, cdp.Empty{})
		require.NoError(p.t, err)
	}
	counters, err := chromedp.Call(p.ctx, memory.GetDOMCounters, cdp.Empty{})
	require.NoError(p.t, err)
	heap, err := chromedp.Call(p.ctx, runtime.GetHeapUsage, cdp.Empty{})
	require.NoError(p.t, err)
	return footprint{
		heap: int64(heap.UsedSize), wasm: wasm,
		documents: counters.Documents, nodes: counters.Nodes, listeners: counters.JsEventListeners,
		functions: functions, frames: eval[int64](p, `document.querySelectorAll("iframe").length`),
	}
}

// count applies a function to the array of all live objects with a prototype.
func count(p *tab, prototype, function string) int64 {
	p.t.Helper()
	const group = "measure"
	object, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: prototype, ObjectGroup: group})
	require.NoError(p.t, err)
	found, err := chromedp.Call(p.ctx, runtime.QueryObjects, runtime.QueryObjectsParams{
		PrototypeObjectID: object.Result.ObjectID, ObjectGroup: group,
	})
	require.NoError(p.t, err)
	n, err := chromedp.Run(p.ctx, chromedp.CallFunctionOn[int64](function, func(params *runtime.CallFunctionOnParams) {
		params.ObjectID = found.Objects.ObjectID
	}))
	require.NoError(p.t, err)
	_, err = chromedp.Call(p.ctx, runtime.ReleaseObjectGroup, runtime.ReleaseObjectGroupParams{ObjectGroup: group})
	require.NoError(p.t, err)
	return n
}

// grewTo checks that a page stands where it stood.
func (f footprint) grewTo(t *testing.T, after footprint) {
	t.Helper()
	documents := max(0, after.documents-f.documents)
	assert.LessOrEqual(t, documents, int64(documentsMargin), "documents")
	assert.LessOrEqual(t, after.heap, f.heap+heapMargin+documents*documentHeap, "JavaScript heap")
	assert.LessOrEqual(t, after.wasm, f.wasm+wasmMargin, "WebAssembly memory")
	assert.LessOrEqual(t, after.nodes, f.nodes+documents*documentNodes, "DOM nodes")
	assert.LessOrEqual(t, after.listeners, f.listeners, "event listeners")
	assert.LessOrEqual(t, after.functions, f.functions+functionsMargin, "functions")
	assert.LessOrEqual(t, after.frames, f.frames, "iframes")
}

// table shows two footprints.
func table(before, after string, b, a footprint) string {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "\t%s\t%s\tgrowth\t\n", before, after)
	for _, row := range []struct {
		name          string
		before, after int64
	}{
		{"JavaScript heap, bytes", b.heap, a.heap},
		{"WebAssembly memory, bytes", b.wasm, a.wasm},
		{"documents", b.documents, a.documents},
		{"DOM nodes", b.nodes, a.nodes},
		{"event listeners", b.listeners, a.listeners},
		{"functions", b.functions, a.functions},
		{"iframes", b.frames, a.frames},
	} {
		fmt.Fprintf(w, "%s\t%d\t%d\t%+d\t\n", row.name, row.before, row.after, row.after-row.before)
	}
	w.Flush()
	return text.String()
}

// logouts defines a function that logs out n times in silent mode, every other
// time with a failure, and returns how often each outcome came, once the latest
// revocation was answered.
const logouts = `(({ config, key, entry, failing }) => {
	const user = new passport.Passport(config);
	const fail = [
		() => user.logout({ logoutRedirectUri: failing }),
		() => {
			const flight = user.logout();
			const remove = () => [...document.querySelectorAll("iframe")].at(-1)?.remove();
			const again = new MutationObserver((changes) => changes.some(({ addedNodes }) => addedNodes.length) && remove());
			again.observe(document.documentElement, { childList: true });
			remove();
			return flight.finally(() => again.disconnect());
		},
		() => {
			const controller = new AbortController();
			const flight = user.logout({ signal: controller.signal });
			controller.abort();
			return flight;
		},
	];
	window.logOut = async (n) => {
		const outcomes = {};
		for (let i = 0; i < n; i++) {
			localStorage.setItem(key, entry);
			const failure = fail[(i - 1) / 2 %% 3];
			const outcome = await (failure ? failure() : user.logout()).then(() => "success", (e) => e.code ?? e.name);
			outcomes[String(outcome)] = (outcomes[outcome] ?? 0) + 1;
			if (localStorage.getItem(key) !== null) throw new Error("still logged in after " + outcome);
		}
		const latest = (name) => performance.getEntriesByName(name).at(-1).startTime;
		while (latest("passport:revoke") < latest("passport:clear")) await new Promise((next) => setTimeout(next));
		return outcomes;
	};
})(%s)`

func TestManyLogoutsLeaveNothingBehind(t *testing.T) {
	first, last := 10, 60
	limit := patience
	if os.Getenv("PASSPORT_SOAK") != "" {
		last, limit = 1000, 10*time.Minute
	} else {
		t.Parallel()
	}
	s := newSite(t, sameSite)
	u := s.logIn(newTabFor(t, thirdPartyBlocked, limit), clientID)
	u.tab.globals = append(u.tab.globals, "logOut")
	eval[any](u.tab, `passport.ready()`)
	eval[any](u.tab, js(logouts, map[string]any{
		"config": s.config(nil), "key": u.key, "entry": eval[string](u.tab, js(`localStorage.getItem(%s)`, u.key)),
		"failing": s.app + "/silent-logout?error=access_denied",
	}))
	run := func(n int) {
		outcomes := eval[map[string]int](u.tab, fmt.Sprintf(`logOut(%d)`, n))
		assert.Equal(t, n/2, outcomes["success"], outcomes)
		assert.Len(t, outcomes, 4)
	}

	run(first)
	before := measure(u.tab, footprint{})
	run(last - first)
	after := measure(u.tab, before)

	t.Log("\n" + table(fmt.Sprintf("after %d logouts", first), fmt.Sprintf("after %d", last), before, after))
	before.grewTo(t, after)
}

// What close() frees, a closed instance takes again for one logout only.
func TestCloseFreesEverything(t *testing.T) {
	t.Parallel()
	s := newSite(t, sameSite)
	u := s.logIn(newTab(t, thirdPartyBlocked), clientID)
	u.tab.globals = append(u.tab.globals, "make")
	eval[any](u.tab, `passport.ready()`)
	eval[any](u.tab, js(`((config) => {
		window.make = async (n) => {
			for (let i = 0; i < n; i++) {
				await new Promise((done) => setTimeout(done)); // one a task, as pages do
				const user = new passport.Passport(config);
				user.addEventListener("loggedOut", () => {});
				await user.isLoggedIn();
				user.close();
				user.close();
				if (i %% 10) continue;
				localStorage.setItem(%s, "{}");
				await user.logout({ mode: "local" });
				if (localStorage.getItem(%s) !== null) throw new Error("a closed instance did not log out");
				await user.isLoggedIn();
			}
		};
	})(%s)`, u.key, u.key, s.config(nil)))

	eval[any](u.tab, `make(20)`)
	before := measure(u.tab, footprint{})
	eval[any](u.tab, `make(200)`)
	after := measure(u.tab, before)

	t.Log("\n" + table("after 20 instances", "after 220", before, after))
	before.grewTo(t, after)
}
