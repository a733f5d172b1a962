package passport

import (
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

func TestSilentByMessage(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{})
		assert.True(t, r.isPending())
		assert.Equal(t, logoutLink, w.frame().URL)
		time.Sleep(250 * time.Millisecond)
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, Receipt{
			Mode:       ModeSilent,
			DurationMS: 250,
			Local:      Local{LocalCleared, []string{sessionKey}},
			Revocation: Revocation{Status: RevocationRevoked},
			IDP:        IDP{Status: IDPEnded, Via: "message", MS: 250},
		}, r.succeeded())
		assert.Empty(t, w.navigations())
	})
}

func TestSilentByLocation(t *testing.T) {
	tests := map[string]struct {
		callback, href string
		want           bool
	}{
		"the callback page":         {callback, callback, true},
		"with a query":              {callback, callback + "?state=1#x", true},
		"configured with a query":   {callback + "?a=1", callback + "?b=2", true},
		"a bare origin":             {appOrigin, appOrigin + "/", true},
		"none configured":           {"", appOrigin + "/anything", true},
		"another page":              {callback, appOrigin + "/other", false},
		"a page below":              {callback, callback + "/more", false},
		"about:blank":               {"", "about:blank", false},
		"none configured, foreign":  {"", appOrigin + ".evil.test/", false},
		"not readable":              {callback, "", false},
		"none conf., not readable":  {"", "", false},
		"the auth domain's own URL": {"", authDomain + "/v2/logout", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, report := range []func(*passporttest.Frame, string){(*passporttest.Frame).Commit, (*passporttest.Frame).Load} {
				inWorld(t, func(w *world) { w.config.LogoutRedirectURI = test.callback }, func(w *world) {
					r := w.logout(Options{})
					report(w.frame(), test.href)
					w.frame().Load("")
					if !test.want {
						r.failed(IDPDidNotReturn)
						return
					}
					receipt := r.succeeded()
					assert.Equal(t, IDP{Status: IDPEnded, Via: "location"}, receipt.IDP)
				})
			}
		})
	}
}

// An auth domain behind a proxy on the page's own origin is readable also
// where it shows an error.
func TestSilentOnTheSameOrigin(t *testing.T) {
	tests := map[string]struct {
		href string
		via  Via
	}{
		"the logout URL":             {appOrigin + "/auth/v2/logout?client_id=client", ""},
		"a page of the auth domain":  {appOrigin + "/auth/error", ""},
		"a page of the application":  {appOrigin + "/out", ViaLocation},
		"one that is named much so":  {appOrigin + "/authors", ViaLocation},
		"the application's callback": {callback, ViaLocation},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.config.AuthenticationDomain = appOrigin + "/auth"
				w.config.LogoutRedirectURI = ""
			}, func(w *world) {
				r := w.logout(Options{})
				w.frame().Load(test.href)
				if test.via == "" {
					r.failed(IDPDidNotReturn)
					return
				}
				assert.Equal(t, test.via, r.succeeded().IDP.Via)
			})
		})
	}
}

func TestSilentFailures(t *testing.T) {
	tests := map[string]struct {
		happens func(*world, *passporttest.Frame)
		code    Code
		after   time.Duration
	}{
		"removed":            {func(w *world, _ *passporttest.Frame) { w.removeFrames() }, FrameRemoved, 0},
		"page left":          {func(w *world, _ *passporttest.Frame) { w.Leave("hide") }, FrameRemoved, 0},
		"page stays":         {func(w *world, _ *passporttest.Frame) { w.Leave("error"); w.Leave("show") }, Timeout, 10 * time.Second},
		"nothing":            {func(*world, *passporttest.Frame) {}, Timeout, 10 * time.Second},
		"frame-ancestors":    {func(_ *world, f *passporttest.Frame) { f.Violation("", "frame-ancestors") }, FrameBlocked, 0},
		"coep":               {func(_ *world, f *passporttest.Frame) { f.Violation(logoutLink, "coep") }, FrameBlocked, 0},
		"coep, callback":     {func(_ *world, f *passporttest.Frame) { f.Violation(callback, "coep") }, FrameBlocked, 0},
		"coep, elsewhere":    {func(_ *world, f *passporttest.Frame) { f.Violation("https://ads.test/x.png", "coep") }, Timeout, 10 * time.Second},
		"coep, no URL":       {func(_ *world, f *passporttest.Frame) { f.Violation("", "coep") }, Timeout, 10 * time.Second},
		"frame-src":          {func(_ *world, f *passporttest.Frame) { f.Violation(authDomain, "frame-src") }, CSPBlocked, 0},
		"child-src":          {func(_ *world, f *passporttest.Frame) { f.Violation(logoutLink, "child-src") }, CSPBlocked, 0},
		"default-src":        {func(_ *world, f *passporttest.Frame) { f.Violation(logoutLink, "default-src") }, CSPBlocked, 0},
		"callback blocked":   {func(_ *world, f *passporttest.Frame) { f.Violation(callback, "frame-src") }, CSPBlocked, 0},
		"another directive":  {func(_ *world, f *passporttest.Frame) { f.Violation(logoutLink, "img-src") }, Timeout, 10 * time.Second},
		"another frame":      {func(_ *world, f *passporttest.Frame) { f.Violation("https://ads.test", "frame-src") }, Timeout, 10 * time.Second},
		"blocked inline":     {func(_ *world, f *passporttest.Frame) { f.Violation("inline", "default-src") }, Timeout, 10 * time.Second},
		"error at commit":    {func(_ *world, f *passporttest.Frame) { f.Commit(callback + "?error=x") }, IDPError, 0},
		"another's commit":   {func(_ *world, f *passporttest.Frame) { f.Commit("") }, IDPDidNotReturn, loadMS * time.Millisecond},
		"error in location":  {func(_ *world, f *passporttest.Frame) { f.Load(callback + "?error=x&error_description=y") }, IDPError, 0},
		"error in message":   {func(_ *world, f *passporttest.Frame) { f.Message(appOrigin, messageWith("url", callback+"?error=x")) }, IDPError, 0},
		"page of the IdP":    {func(_ *world, f *passporttest.Frame) { f.Load("") }, IDPDidNotReturn, 2 * time.Second},
		"two pages":          {func(_ *world, f *passporttest.Frame) { f.Load(""); time.Sleep(1900 * time.Millisecond); f.Load("") }, IDPDidNotReturn, 3900 * time.Millisecond},
		"ever more pages":    {everMorePages, Timeout, 10 * time.Second},
		"unreadable message": {func(_ *world, f *passporttest.Frame) { f.Message(appOrigin, nil) }, Timeout, 10 * time.Second},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				r := w.logout(Options{})
				test.happens(w, w.frame())
				receipt := r.failed(test.code)
				want := float64(test.after.Milliseconds())
				assert.Equal(t, IDP{Status: IDPUnverified, Reason: string(test.code), MS: want}, receipt.IDP)
				assert.Equal(t, test.after, r.took)
				assert.Equal(t, LocalCleared, receipt.Local.Status)
				assert.EqualError(t, r.err, messageOf(test.code))
			})
		})
	}
}

func everMorePages(_ *world, f *passporttest.Frame) {
	for range 7 {
		f.Load("")
		time.Sleep(1500 * time.Millisecond)
	}
}

// messageWith is the callback page's message but for one value.
func messageWith(key string, value any) map[string]any {
	message := maps.Clone(callbackMessage)
	message[key] = value
	return message
}

func TestSilentIgnoresOtherMessages(t *testing.T) {
	tests := map[string]struct {
		origin string
		data   any
	}{
		"the auth domain":  {authDomain, callbackMessage},
		"a foreign origin": {"https://evil.test", callbackMessage},
		"an opaque origin": {"null", callbackMessage},
		"no origin":        {"", callbackMessage},
		"another source":   {appOrigin, messageWith("source", "react-devtools")},
		"no URL":           {appOrigin, messageWith("url", "")},
		"URL not a string": {appOrigin, messageWith("url", 1.0)},
		"a string":         {appOrigin, "oidc-client"},
		"an array":         {appOrigin, []any{"oidc-client"}},
		"nothing":          {appOrigin, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				r := w.logout(Options{})
				w.frame().Message(test.origin, test.data)
				assert.True(t, r.isPending())
				w.frame().Message(appOrigin, callbackMessage)
				r.succeeded()
			})
		})
	}
}

func TestSilentWithCallbackOnAnotherOrigin(t *testing.T) {
	inWorld(t, func(w *world) {
		w.config.LogoutRedirectURI = "https://out.test/done"
		w.config.AllowedRedirectOrigins = []string{"https://out.test"}
	}, func(w *world) {
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		w.frame().Load("")
		assert.True(t, r.isPending())
		w.frame().Message("https://out.test", callbackMessage)
		assert.Equal(t, ViaMessage, r.succeeded().IDP.Via)
	})
}

// The phases can be seen in the browser's profiler.
func TestPhasesAreMeasured(t *testing.T) {
	for mode, phases := range map[Mode][]string{
		ModeSilent:   {"clear", "revoke", "idp", "logout"},
		ModeRedirect: {"clear", "leave", "revoke", "idp", "logout"},
		ModeLocal:    {"clear", "logout"},
	} {
		t.Run(string(mode), func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.config.LogoutMode = mode
				w.Answer = func(passporttest.Request) (int, error) { time.Sleep(1); return 200, nil } // after the page is left
			}, func(w *world) {
				r := w.logout(Options{})
				time.Sleep(1)
				synctest.Wait()
				if mode == ModeSilent {
					w.frame().Message(appOrigin, callbackMessage)
				}
				w.Leave("hide")
				w.Leave("show")
				r.succeeded()
				var measured []string
				for _, call := range w.Calls() {
					if phase, ok := strings.CutPrefix(call, "Measure passport:"); ok {
						measured = append(measured, phase)
					}
				}
				assert.Equal(t, phases, measured)
			})
		})
	}
}

// The session must be gone, and the revocation on its way, before the iframe.
func TestSilentOrder(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{})
		assert.Equal(t, []string{"StorageSet", "Broadcast", "PostForm", "OpenFrame"}, w.calls("StorageSet", "Broadcast", "PostForm", "OpenFrame")[1:], "after the login")
		assert.Equal(t, wire.FrameAttributes, w.frame().Attributes)
		w.frame().Message(appOrigin, callbackMessage)
		r.succeeded()
	})
}

// A framework may replace the document to hydrate it.
func TestFrameThatIsTakenAwayIsOpenedOnceMore(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{})
		w.frame().Load("")
		time.Sleep(time.Second)
		w.frame().Remove()
		time.Sleep(1500 * time.Millisecond)
		assert.True(t, r.isPending(), "the document that had loaded counts for nothing")
		frames := w.Frames()
		assert.Len(t, frames, 2)
		assert.False(t, frames[0].IsOpen())
		assert.Equal(t, logoutLink, frames[1].URL)
		frames[1].Message(appOrigin, callbackMessage)
		assert.Equal(t, IDP{Status: IDPEnded, Via: ViaMessage, MS: 2500}, r.succeeded().IDP)
		assert.Len(t, w.Requests(), 1)
	})
}

func TestFrameThatCannotBeOpenedOnceMore(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		r := w.logout(Options{})
		w.fault(errTest, "OpenFrame")
		w.frame().Remove()
		r.failed(FrameRemoved)
	})
}

// A page of this origin can be read, so that the message can name it.
func TestWhereTheFrameEnded(t *testing.T) {
	tests := map[string]struct{ href, named string }{
		"guard":          {appOrigin + "/login?next=SECRET#SECRET", "ended on " + appOrigin + "/login, so"},
		"not readable":   {"", "ended on a page that cannot be read, so"},
		"about:blank":    {"about:blank", "ended on a page that cannot be read, so"},
		"another origin": {"https://app.test.evil/x", "ended on a page that cannot be read, so"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				r := w.logout(Options{})
				w.frame().Load(test.href)
				r.failed(IDPDidNotReturn)
				assert.ErrorContains(t, r.err, test.named)
				assert.NotContains(t, r.err.Error(), "SECRET")
			})
		})
	}
}
