package authdomain_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// FuzzLogoutReturnTo: a logout never goes to an origin that is not registered, and
// never answers in a way that could run what the URL says.
func FuzzLogoutReturnTo(f *testing.F) {
	for _, returnTo := range hostileReturnTo {
		f.Add(returnTo)
	}
	for _, returnTo := range []string{app + "/logged-out", app + "/logged-out?a=b#c", "HTTP://LOCALHOST:3000/silent-logout", app + "/logged-out?\r\nx"} {
		f.Add(returnTo)
	}
	s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
	f.Fuzz(func(t *testing.T, returnTo string) {
		query := url.Values{"client_id": {"demo"}, "returnTo": {returnTo}}
		resp := serve(s, http.MethodGet, "/v2/logout?"+query.Encode(), "", nil)
		switch resp.StatusCode {
		case http.StatusBadRequest:
			if location := resp.Header.Get("Location"); location != "" {
				t.Fatalf("400 with Location %q", location)
			}
		case http.StatusFound:
			requireRegistered(t, resp.Header.Get("Location"))
		default:
			t.Fatalf("status %d", resp.StatusCode)
		}
	})
}

// requireRegistered judges by text alone, so that it owes nothing to a URL parser.
func requireRegistered(t *testing.T, location string) {
	t.Helper()
	base := location
	if end := strings.IndexAny(base, "?#"); end >= 0 {
		base = base[:end]
	}
	if len(base) < len(app) || !strings.EqualFold(base[:len(app)], app) {
		t.Fatalf("Location %q leaves %s", location, app)
	}
	if path := base[len(app):]; path != "/logged-out" && path != "/silent-logout" {
		t.Fatalf("Location %q has an unregistered path", location)
	}
}

// FuzzAuthorize: whatever comes, the answer is an error page, the sign-in page or
// the registered redirect URI with the caller's own state.
func FuzzAuthorize(f *testing.F) {
	f.Add(authParams(nil).Encode())
	f.Add(authParams(url.Values{"prompt": {"none"}}).Encode())
	f.Add(authParams(url.Values{"redirect_uri": {"//evil.example"}}).Encode())
	f.Add(authParams(url.Values{"redirect_uri": {callback, "https://evil.example"}}).Encode())
	f.Add(authParams(url.Values{"max_age": {"99999999999999999999"}}).Encode())
	f.Add("client_id=demo;redirect_uri=%zz&&&=")
	f.Add("")
	s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
	_, cookie := s.SignIn("ada@example.com")
	f.Fuzz(func(t *testing.T, query string) {
		for _, signedIn := range []bool{false, true} {
			r := httptest.NewRequest(http.MethodGet, "/authorize", nil)
			r.URL.RawQuery = query
			if signedIn {
				r.AddCookie(cookie)
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			requireAuthorizeAnswer(t, r.URL.Query(), w)
		}
	})
}

func requireAuthorizeAnswer(t *testing.T, query url.Values, w *httptest.ResponseRecorder) {
	t.Helper()
	location := w.Header().Get("Location")
	switch {
	case w.Code == http.StatusBadRequest && location == "":
	case w.Code == http.StatusFound && strings.HasPrefix(location, "/u/login?state="):
	case w.Code == http.StatusFound && strings.HasPrefix(location, callback+"?"):
		back, err := url.Parse(location)
		if err != nil || back.Query().Get("state") != query.Get("state") {
			t.Fatalf("state %q came back in %q", query.Get("state"), location)
		}
	default:
		t.Fatalf("status %d, Location %q", w.Code, location)
	}
}

// FuzzTokenForm: no body gets tokens without a code, and every refusal is an error
// that RFC 6749 5.2 knows.
func FuzzTokenForm(f *testing.F) {
	f.Add("application/x-www-form-urlencoded", tokenParams("x", nil).Encode())
	f.Add("application/x-www-form-urlencoded", "grant_type=refresh_token&client_id=demo&refresh_token=x&scope=a")
	f.Add("application/json", `{"grant_type":"authorization_code","client_id":"demo","code":""}`)
	f.Add("application/json", `[{"grant_type":1}]`)
	f.Add("multipart/form-data; boundary=x", "--x--")
	f.Add("", "")
	known := []string{"invalid_request", "invalid_client", "invalid_grant", "unsupported_grant_type", "invalid_scope"}
	s := authdomain.New(authdomain.Config{Clients: []authdomain.Client{demoClient()}})
	f.Fuzz(func(t *testing.T, contentType, body string) {
		for _, path := range []string{"/oauth/token", "/oauth/revoke"} {
			r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
			r.Header.Set("Content-Type", contentType)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if path == "/oauth/revoke" && w.Code == http.StatusOK && w.Body.Len() == 0 {
				continue
			}
			code := answer{body: w.Body.String()}.json(t)["error"]
			if w.Code < 400 || w.Code > 401 || !slices.Contains(known, code.(string)) {
				t.Fatalf("%s: status %d, body %s", path, w.Code, w.Body)
			}
		}
	})
}

// FuzzParseFault: what is accepted is a fault, and one that net/http can answer with.
func FuzzParseFault(f *testing.F) {
	for _, words := range []string{"hang", "drop after-work", "delay 2s status 503", "no-cors no-frame", "header A: b\r\nC: d", "status 302 header Location: /", "status", ""} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		fault, err := authdomain.ParseFault(words)
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" {
				t.Fatalf("%q is refused without a word", words)
			}
			return
		}
		changes := fault.Hang || fault.Drop || fault.Status != 0 || fault.Delay > 0 || fault.NoCORS || len(fault.Header) > 0
		if !changes || fault.Status != 0 && (fault.Status < 200 || fault.Status > 599) {
			t.Fatalf("%q is %+v", words, fault)
		}
		for name, values := range fault.Header {
			if strings.ContainsAny(name+values[0], "\r\n") {
				t.Fatalf("%q breaks a line in %q", words, fault.Header)
			}
		}
	})
}
