package e2e

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The ways in which a page loads the module, as its documentation writes them.
var pageStories = []story{
	{name: "the README's snippet, by script tag", run: bySnippet("/", ``, `passport.Passport`), want: "ended, session over"},
	{name: "the same as a module", run: asModule, want: "ended, session over"},
	{name: "Go's own glue", run: byPlainGo, want: "ended, session over"},
	{name: "the README's policy with Trusted Types", run: underThePolicy, want: "nothing was violated"},
	{name: "100 logouts in a page", run: manyLogouts, want: "100 ended, nothing is left"},
}

// seed is the snippet of the issue that began this module.
const seed = `(async (Passport, config) => {
	const passportInstance = new Passport(config);
	return passportInstance.logout();
})`

func bySnippet(page, before, class string) func(*world) string {
	return func(w *world) string {
		w.logIn()
		if page != "/" {
			w.open(page)
		}
		return w.settle(before + seed + `(` + class + `, ` + js(`%s`, w.config(nil)) + `)`)
	}
}

func asModule(w *world) string {
	w.pages["/module"] = strings.Replace(w.pages["/blank"], "<title>", `<script type="module" src="/module.js"></script><title>`, 1)
	w.mux.HandleFunc("/module.js", script(`import { Passport } from "/dist/passport.module.js"; window.Passport = Passport;`))
	return bySnippet("/module", ``, `Passport`)(w)
}

func byPlainGo(w *world) string {
	w.pages["/plain"] = document("Plain", `<script src="wasm_exec.js"></script><script src="plain.js"></script>`)
	w.pages["/silent-logout"] = document("Callback", `<script src="wasm_exec.js"></script><script src="callback.js"></script>`)
	w.decorate()
	w.mux.HandleFunc("/plain.js", script(plainScript))
	w.mux.HandleFunc("/callback.js", script(strings.Replace(plainScript, "go.run(instance)", "{ go.run(instance); logoutSilentCallback(location.origin); }", 1)))
	w.mux.HandleFunc("/wasm_exec.js", func(rw http.ResponseWriter, r *http.Request) { http.ServeFile(rw, r, "../wasm_exec.js") })
	w.mux.HandleFunc("/passport.wasm", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/wasm")
		_, _ = rw.Write(program())
	})
	w.logIn()
	w.open("/plain")
	return w.settle(js(`(async () => {
		while (!window.passportLogout) await new Promise((next) => setTimeout(next, 5));
		return passportLogout(%s);
	})()`, w.config(nil)))
}

func underThePolicy(w *world) string {
	w.logIn()
	says := w.logOut(nil)
	assert.Equal(w.t, "ended, session over", says)
	if complaints := w.complaints(); len(complaints) > 0 {
		return strings.Join(complaints, "; ")
	}
	return "nothing was violated"
}

func manyLogouts(w *world) string {
	const times = 100
	w.logIn()
	entry := evaluate[string](w.t, w.page, js(`localStorage.getItem(%s)`, w.user.key))
	got := evaluate[struct {
		Ended, Frames int
		Keys          []string
	}](w.t, w.page, js(`passport.ready().then(async () => {
		const user = new passport.Passport(%s);
		let ended = 0;
		for (let i = 0; i < %s; i++) {
			localStorage.setItem(%s, %s);
			if ((await user.logout()).idp.status === "ended") ended++;
		}
		user.close();
		while (document.querySelector("iframe")) await new Promise((next) => setTimeout(next, 5));
		return { ended, frames: document.querySelectorAll("iframe").length, keys: Object.keys(localStorage) };
	})`, w.config(nil), times, w.user.key, entry))
	require.Zero(w.t, got.Frames)
	require.Len(w.t, got.Keys, 1, "the tombstone") // of the latest logout
	return fmt.Sprint(got.Ended, " ended, nothing is left")
}
