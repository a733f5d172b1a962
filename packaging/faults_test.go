package packaging

import (
	"net/http"
	"net/http/httptest"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	beside   = "serve it beside the script, or import passport-logout/inline, or, in a script without a URL, set passport.wasm to the file beside it"
	where    = "serve it unchanged beside the script, set passport.wasm to where it is, or import passport-logout/inline"
	oneBuild = "serve the files of one build, unchanged, and no old one from a cache"
	html     = "the server has sent an HTML page"
)

// TestFaults spoils one of the files that follow the loader, and reads what
// passport.ready() says of it.
func TestFaults(t *testing.T) {
	program, wasm := programModule(t), "passport.wasm"
	const importFailed = "Failed to fetch dynamically imported module: {url}"
	for name, c := range map[string]struct {
		file string // that is answered in another way
		with http.HandlerFunc
		// elsewhere has the page on another origin than the package.
		elsewhere bool
		policy    string
		set       string // what passport.wasm is set to
		why, mend string
		nameOnly  bool // the browser does not tell where a script came from
	}{
		"script, missing":      {file: program, with: http.NotFound, why: "status 404", mend: beside},
		"script, HTML page":    {file: program, with: answer("text/html", "<!doctype html>"), why: html, mend: beside},
		"script, MIME type":    {file: program, with: answer("application/octet-stream", "export {}"), why: "its type is application/octet-stream", mend: "serve it as text/javascript"},
		"script, other build":  {file: program, with: answer("text/javascript", "export const build = 'other'"), nameOnly: true, why: "it is of another build", mend: "serve the files of one build, and no old one from a cache"},
		"script, other origin": {file: program, with: denied, elsewhere: true, why: importFailed, mend: "serve it with Access-Control-Allow-Origin if from another origin, and allow that in script-src and connect-src"},
		"script, script-src":   {file: program, policy: "script-src {base}/page.js {base}/passport.module.js", why: importFailed, mend: "it is there, so allow it in script-src, or try again"},
		"wasm, missing":        {file: wasm, with: http.NotFound, why: "status 404", mend: where},
		"wasm, HTML page":      {file: wasm, with: answer("text/html", "<!doctype html>"), why: html, mend: where},
		"wasm, other build":    {file: wasm, with: answer("application/wasm", "\x00asm\x01\x00\x00\x00"), why: "its integrity is wrong", mend: oneBuild},
		"wasm, other origin":   {file: wasm, with: denied, elsewhere: true, why: "its server allows no other origin", mend: "serve it with Access-Control-Allow-Origin"},
		"wasm, unreachable":    {file: wasm, with: broken, why: "Failed to fetch", mend: where},
		"wasm, connect-src":    {file: wasm, policy: "connect-src 'none'", why: "the Content Security Policy blocks it", mend: "allow its origin in connect-src"},
		"wasm, script-src":     {file: wasm, policy: "script-src 'self'", why: "{browser}", mend: "allow it by 'wasm-unsafe-eval' in script-src"},
		"wasm, said by URL":    {file: "moved.wasm", set: `() => "moved.wasm"`, why: "status 404", mend: where},
		"wasm, said wrongly":   {set: `() => { throw new Error("no idea") }`, why: "no idea", mend: where},
	} {
		t.Run(name, func(t *testing.T) {
			var base string
			installed := static(unpacked, fewTypes)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch name := path.Base(r.URL.Path); {
				case name == c.file && c.with != nil:
					c.with(w, r)
				case name == "page":
					w.Header().Set("Content-Security-Policy", strings.ReplaceAll(c.policy, "{base}", base))
					answer("text/html", `<!doctype html><title>Page</title><pre></pre><script type="module" src="page.js"></script>`)(w, r)
				case name == "page.js":
					answer("text/javascript", readiness(base, c.set))(w, r)
				default:
					w.Header().Set("Access-Control-Allow-Origin", "*")
					installed.ServeHTTP(w, r)
				}
			}))
			defer server.Close()
			base = server.URL
			origin := base
			if c.elsewhere {
				origin = strings.Replace(base, "127.0.0.1", "localhost", 1)
			}
			p := newTab(t)
			p.open(origin + "/page")

			said := strings.ReplaceAll(p.shown("pre"), "?v="+programModule(t)[len("passport.program-"):][:12], "")

			url := "passport.wasm"
			switch {
			case c.nameOnly:
				url = c.file
			case c.file != "":
				url = base + "/" + c.file
			}
			want := url + " could not be loaded (" + strings.ReplaceAll(c.why, "{url}", url) + "); " + c.mend
			before, after, open := strings.Cut(want, "{browser}")
			if !open {
				assert.Equal(t, want, said)
				return
			}
			assert.True(t, strings.HasPrefix(said, before) && strings.HasSuffix(said, after), said)
			assert.Contains(t, said, "Content Security Policy")
		})
	}
}

// readiness is a script that shows what passport.ready() says.
func readiness(base, wasm string) string {
	if wasm != "" {
		wasm = "passport.wasm = " + wasm + ";"
	}
	return `import { passport } from "` + base + `/passport.module.js";` + wasm + `
		const show = (text) => (document.querySelector("pre").textContent = text);
		passport.ready().then(() => show("it runs"), (error) => show(error.message));`
}

// programModule is the name of the file that runs the program.
func programModule(t *testing.T) string {
	names, err := filepath.Glob(filepath.Join(unpacked, "passport.program-*.js"))
	require.NoError(t, err)
	require.Len(t, names, 1)
	return filepath.Base(names[0])
}

func answer(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	}
}

// denied answers as a server does that knows no other origin.
func denied(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func broken(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
