package web_test

import (
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
	"github.com/passport-logout/passport-logout/web"
)

const authOrigin = "http://localhost:9000"

var dist = fstest.MapFS{
	"passport.mjs":     {Data: []byte("module")},
	"passport.wasm":    {Data: []byte("plain")},
	"passport.wasm.br": {Data: []byte("brotli")},
	"passport.wasm.gz": {Data: []byte("gzip")},
	"SHA256SUMS":       {Data: []byte("sums")},
}

func ask(method, target string, header http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	maps.Copy(r.Header, header)
	w := httptest.NewRecorder()
	web.Demo(dist, authdomain.New(authdomain.Config{}), authOrigin).ServeHTTP(w, r)
	return w
}

func get(target string) *httptest.ResponseRecorder { return ask(http.MethodGet, target, nil) }

func TestEveryAnswerIsStrict(t *testing.T) {
	const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
		"connect-src 'self' http://localhost:9000; frame-src 'self' http://localhost:9000; base-uri 'none'; " +
		"form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
	for _, target := range []string{"/", "/redirect?code=a", "/silent-logout", "/main.js", "/dist/passport.mjs", "/nothing"} {
		h := get(target).Header()
		assert.Equal(t, policy, h.Get("Content-Security-Policy"), target)
		assert.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), target)
		assert.Equal(t, "no-referrer", h.Get("Referrer-Policy"), target)
	}
}

func TestAPageMayForbidWebAssembly(t *testing.T) {
	assert.Contains(t, get("/?program=blocked").Header().Get("Content-Security-Policy"), "script-src 'self'; style-src")
}

func TestPages(t *testing.T) {
	for target, title := range map[string]string{
		"/":                              "Passport logout",
		"/back":                          "Logging out elsewhere",
		"/compare":                       "Side by side",
		"/redirect?code=a&state=b":       "Signing in",
		"/silent-logout":                 "Logging out",
		"/silent-logout?state=whichever": "Logging out",
	} {
		w := get(target)
		assert.Equal(t, http.StatusOK, w.Code, target)
		assert.Equal(t, "text/html; charset=utf-8", w.Header().Get("Content-Type"), target)
		assert.Equal(t, "no-cache", w.Header().Get("Cache-Control"), target)
		assert.Contains(t, w.Body.String(), "<title>"+title, target)
	}
}

func TestContentTypes(t *testing.T) {
	for target, want := range map[string]string{
		"/main.js":            "text/javascript; charset=utf-8",
		"/auth-domain.js":     "text/javascript; charset=utf-8",
		"/style.css":          "text/css; charset=utf-8",
		"/favicon.svg":        "image/svg+xml",
		"/dist/passport.mjs":  "text/javascript; charset=utf-8",
		"/dist/passport.wasm": "application/wasm",
	} {
		w := get(target)
		assert.Equal(t, http.StatusOK, w.Code, target)
		assert.Equal(t, want, w.Header().Get("Content-Type"), target)
		assert.Equal(t, "no-cache", w.Header().Get("Cache-Control"), target)
	}
}

func TestNotServed(t *testing.T) {
	for _, target := range []string{"/nothing.js", "/nothing", "/demo/", "/dist/", "/dist/nothing.mjs", "/dist/SHA256SUMS", "/dist/passport.wasm.br"} {
		w := get(target)
		assert.Equal(t, http.StatusNotFound, w.Code, target)
		assert.NotContains(t, w.Header().Get("Cache-Control"), "immutable", target)
	}
	assert.Equal(t, http.StatusMethodNotAllowed, ask(http.MethodPost, "/", nil).Code)
	assert.NotContains(t, get("/dist/nothing.wasm?1").Header().Get("Cache-Control"), "immutable")
}

func TestPrecompressed(t *testing.T) {
	tests := []struct{ accept, coding, body string }{
		{"", "", "plain"},
		{"gzip, deflate, br, zstd", "br", "brotli"},
		{"gzip, deflate", "gzip", "gzip"},
		{"GZIP;q=0.5", "gzip", "gzip"},
		{"br;q=0, gzip", "gzip", "gzip"},
		{"br;q=0.000", "", "plain"},
		{"br;q=much", "", "plain"},
		{"bro", "", "plain"},
		{"identity", "", "plain"},
	}
	for _, test := range tests {
		w := ask(http.MethodGet, "/dist/passport.wasm?abc", http.Header{"Accept-Encoding": {test.accept}})
		assert.Equal(t, test.coding, w.Header().Get("Content-Encoding"), test.accept)
		assert.Equal(t, test.body, w.Body.String(), test.accept)
		assert.Equal(t, "application/wasm", w.Header().Get("Content-Type"), test.accept)
		assert.Equal(t, "Accept-Encoding", w.Header().Get("Vary"), test.accept)
		assert.Equal(t, "public, max-age=31536000, immutable", w.Header().Get("Cache-Control"), test.accept)
	}
	plain := ask(http.MethodGet, "/dist/passport.mjs", http.Header{"Accept-Encoding": {"br"}})
	assert.Equal(t, "module", plain.Body.String(), "a file that has no compressed one beside it")
	assert.Empty(t, plain.Header().Get("Content-Encoding"))
}

func TestAuthDomainModule(t *testing.T) {
	assert.Equal(t, "export const authenticationDomain = \"http://localhost:9000\";\n", get("/auth-domain.js").Body.String())
}

// The demo runs the documented example and nothing like it.
func TestTheDemoRunsTheDocumentedExample(t *testing.T) {
	types := strings.ReplaceAll(read(t, os.DirFS("."), "passport.d.ts"), "\n * ", "\n")
	construction := types[strings.Index(types, "const passportInstance"):strings.Index(types, "await passportInstance.logout")]
	assert.Contains(t, get("/instance.js").Body.String(), construction)

	callback := `passportInstance.logoutSilentCallback("http://localhost:3000");`
	require.Contains(t, types, callback)
	assert.Contains(t, get("/silent-logout.js").Body.String(), callback)
}

// What the policy would block is not there in the first place.
func TestPagesHaveNothingInline(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script(?:\s[^>]*)?>[^<]|https?://`)
	sinks := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function`)
	demo := os.DirFS("demo")
	names, err := fs.Glob(demo, "*")
	require.NoError(t, err)
	for _, name := range names {
		text := read(t, demo, name)
		if strings.HasSuffix(name, ".html") {
			links := strings.ReplaceAll(text, `href="https://github.com/passport-logout/`, `href="`)
			assert.Empty(t, inline.FindString(links), name)
			assert.Contains(t, text, `rel="icon"`, name)
		}
		assert.Empty(t, sinks.FindString(text), name)
	}
}

// Each symbol that a script names stands at the top of the page.
func TestIconsExist(t *testing.T) {
	page := get("/").Body.String()
	for _, name := range []string{"ok", "info", "none", "busy", "warn", "bad"} {
		assert.Contains(t, page, `<symbol id="icon-`+name+`"`)
	}
}

func read(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	require.NoError(t, err)
	return string(data)
}
