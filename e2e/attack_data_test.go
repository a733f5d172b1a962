package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// junk is what a page in the right frame, on the right origin, may send: all
// that can be cloned, and none of it the message of a callback page.
const junk = `[
	undefined, null, true, 0, NaN, 1n, "", "oidc-client", [], {}, new Date(), /x/, new Error("x"), new Map([["source", "oidc-client"]]), new Set(["x"]),
	new ArrayBuffer(8), new Uint8Array(1e7), new Float64Array(3), new DataView(new ArrayBuffer(1)), new Blob(["x"]), new ImageData(1, 1), new DOMRect(),
	[{ source: "oidc-client", url: origin }], { data: { source: "oidc-client", url: origin } }, { source: "oidc-client" }, { url: origin },
	{ source: "oidc-client", url: "" }, { source: "oidc-client", url: null }, { source: "oidc-client", url: 1 }, { source: "oidc-client", url: {} },
	{ source: "oidc-client", url: [origin] }, { source: ["oidc-client"], url: origin }, { source: "oidc-client ", url: origin }, { SOURCE: "oidc-client", url: origin },
	{ source: "OIDC-CLIENT", url: origin }, Object.assign(new Uint8Array(8), { source: "oidc-client", url: origin }),
	"x".repeat(3e7), { source: "oidc-client", url: "x".repeat(3e7) }, { ["x".repeat(3e7)]: 1, source: "oidc-client", url: origin },
	deep({}, 900), { source: "oidc-client", url: origin, more: deep({}, 900) }, { source: "oidc-client", url: origin, more: deep([], 900) },
	cyclic({}), cyclic({ source: "oidc-client", url: origin }), cyclic([]), Array(2 ** 32 - 1), { source: "oidc-client", url: origin, more: Array(2 ** 32 - 1) },
	Array(2e5).fill(0), { source: "oidc-client", url: origin, ...Array(2e5).fill(0) }, { source: "oidc-client", url: origin, more: new Map() },
	{ source: "oidc-client", url: origin, more: 1n }, JSON.parse('{"__proto__": { "source": "oidc-client", "url": "x" }}'), { "": "oidc-client" },
]`

// uncloned can hardly be posted at all.
const uncloned = `[() => {}, Symbol(), new Proxy({}, {}), { get source() { throw 1 } }, new WeakMap(), document, { f() {} }, Promise.resolve()]`

// A page of the callback page's origin posts junk, and when its parent has heard
// all of it the message that completes the logout.
func TestAttackByHostileData(t *testing.T) {
	t.Parallel()
	inEveryMoment(t, func(t *testing.T, m moment) {
		s := newSite(t, sameSite)
		s.pages["/junk"] = document("Junk", neverLoaded+`<script src="/junk.js"></script>`)
		s.idp.SetFault("/v2/logout", authdomain.Fault{AfterWork: true, Status: http.StatusFound, Header: http.Header{"Location": {s.app + "/junk"}}})
		s.mux.HandleFunc("/junk.js", script(`
			const deep = (o, n) => { let at = o; while (n--) at = at[0] = Array.isArray(o) ? [] : {}; return o };
			const cyclic = (o) => (o.self = o);
			const junk = `+junk+`;
			let posted = 0;
			for (const data of `+uncloned+`) try { parent.postMessage(data, origin); posted++ } catch {}
			for (const data of junk) { parent.postMessage(data, origin); posted++ }
			parent.postMessage(posted, origin);
			addEventListener("message", () => parent.postMessage({ source: "oidc-client", url: origin, keepOpen: false }, origin));`))
		v := attackedIn(t, s, m)
		v.tab.globals = append(v.tab.globals, "heardAll")

		v.begin(js(`(async (config) => {
			let settled = false, heard = 0;
			const flight = passportLogout(config).then((receipt) => ({ receipt }), ({ code, message }) => ({ code, message })).finally(() => settled = true);
			const posted = await new Promise((resolve) => addEventListener("message", function listener({ data }) {
				if (typeof data !== "number" || !(data > 1)) return heard++;
				removeEventListener("message", listener);
				resolve(data);
			}));
			await new Promise((resolve) => setTimeout(resolve));
			const before = settled;
			document.querySelector("iframe")?.contentWindow.postMessage("go", origin);
			window.heardAll = true;
			return { posted, heard, settled: before, ...(await flight) };
		})(%s)`, s.config(map[string]any{"silentTimeoutMs": 30_000})), `window.heardAll`)
		got := eval[struct {
			Posted, Heard int
			Settled       bool
			outcome
		}](v.tab, `flight`)

		assert.Greater(t, got.Posted, 50)
		assert.Equal(t, got.Posted, got.Heard, "heard before the number itself")
		if m != programNever { // it claims nothing of a message
			assert.False(t, got.Settled, "junk completed the logout")
		}
		require.NotNil(t, got.Receipt, got.Message)
		assert.Equal(t, "message", got.Receipt.IDP.Via)
		v.endedBoth("junk", got.outcome)
		s.idp.SetFault("/v2/logout", noFault)
		v.logsOutAsEver("junk")
	})
}
