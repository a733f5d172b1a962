package passport

import (
	"errors"
	"maps"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const authorizePath = "/authorize"

// prober is an auth domain on another site as hidden iframes see it.
type prober struct {
	before, after map[string]any // the answers to prompt=none; nil shows a page
	origin        string         // of the messages
	sid           string         // of the token that a code is traded for
	returns       bool           // whether the logout comes back
}

func (p *prober) work(w *world) {
	asked := 0
	w.OnFrame = func(f *passporttest.Frame) {
		if !strings.Contains(f.URL, authorizePath) {
			if p.returns {
				f.Message(appOrigin, callbackMessage)
			}
			return
		}
		response := p.before
		if asked++; asked == 2 {
			response = p.after
		}
		question := must(url.Parse(f.URL)).Query()
		if response != nil {
			answer := map[string]any{"state": question.Get("state")}
			maps.Copy(answer, response)
			f.Message(p.origin, map[string]any{"type": "authorization_response", "response": answer})
		}
		f.Load("")
	}
	w.AnswerText = func(passporttest.Request) (string, error) {
		return `{"id_token":"` + token(`{"sid":"`+p.sid+`"}`) + `"}`, nil
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// byVerified is signed in with a session of the auth domain that is named so.
func byVerified(w *world, sid string) {
	w.config.Verify = true
	w.CookieDomains = nil
	_ = w.StorageSet(localStorage, sessionKey, `{"id_token":"`+token(`{"sid":"`+sid+`"}`)+`","refresh_token":"r"}`)
}

func TestVerified(t *testing.T) {
	code := map[string]any{"code": "c"}
	none := map[string]any{"error": "login_required"}
	proved := IDP{Status: IDPEnded, Via: ViaProbe}
	lives := IDP{Status: IDPUnverified, Via: ViaMessage, Reason: "session_lives"}
	unproved := IDP{Status: IDPUnverified, Via: ViaMessage, Reason: "cross_site"}
	tests := map[string]struct {
		edit func(*world, *prober)
		want IDP
	}{
		"code, then none":       {nil, proved},
		"none, then none":       {func(_ *world, p *prober) { p.before = none }, unproved},
		"code, then code":       {func(_ *world, p *prober) { p.after = code }, lives},
		"code, then a question": {func(_ *world, p *prober) { p.after = map[string]any{"error": "consent_required"} }, lives},
		"code, then an error":   {func(_ *world, p *prober) { p.after = map[string]any{"error": "server_error"} }, unproved},
		"a page, then none":     {func(_ *world, p *prober) { p.before = nil }, unproved},
		"code, then a page":     {func(_ *world, p *prober) { p.after = nil }, unproved},
		"another state":         {func(_ *world, p *prober) { p.before = map[string]any{"code": "c", "state": "x"} }, unproved},
		"another origin":        {func(_ *world, p *prober) { p.origin = appOrigin }, unproved},
		"a session of frames":   {func(_ *world, p *prober) { p.sid = "partitioned" }, unproved},
		"no sid is stored":      {func(w *world, p *prober) { p.sid = ""; byVerified(w, "") }, unproved},
		"no token is stored":    {func(w *world, p *prober) { w.signIn() }, unproved},
		"the code is not taken": {func(w *world, _ *prober) { w.AnswerText = nil }, unproved},
		"no answer to that":     {func(w *world, _ *prober) { w.AnswerText = failingText }, unproved},
		"no crypto":             {func(w *world, _ *prober) { w.fault(errTest, "Challenge") }, unproved},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := &prober{before: code, after: none, origin: authDomain, sid: "sid", returns: true}
			inWorld(t, func(w *world) {
				byVerified(w, "sid")
				p.work(w)
				if test.edit != nil {
					test.edit(w, p)
				}
			}, func(w *world) {
				r := w.logout(Options{})
				got := r.succeeded().IDP
				assert.Equal(t, float64(r.took.Milliseconds()), got.MS)
				got.MS = 0
				assert.Equal(t, test.want, got)
				assert.False(t, w.signedIn())
			})
		})
	}
}

func failingText(passporttest.Request) (string, error) { return "", errors.New("no answer") }

// What is asked, in its order.
func TestWhatAVerifiedLogoutAsks(t *testing.T) {
	p := &prober{before: map[string]any{"code": "c&"}, after: map[string]any{"error": "login_required"}, origin: authDomain, sid: "sid", returns: true}
	inWorld(t, func(w *world) { byVerified(w, "sid"); p.work(w) }, func(w *world) {
		w.logout(Options{}).succeeded()
		frames := w.Frames()
		require.Len(t, frames, 3)
		assert.Equal(t, logoutLink, frames[1].URL)
		first, second := must(url.Parse(frames[0].URL)), must(url.Parse(frames[2].URL))
		assert.Equal(t, authDomain+"/authorize", first.Scheme+"://"+first.Host+first.Path)
		query := first.Query()
		for _, random := range []string{"state", "code_challenge"} {
			assert.NotEqual(t, query.Get(random), second.Query().Get(random))
			assert.NotEmpty(t, query.Get(random))
			query.Del(random)
		}
		assert.Equal(t, url.Values{
			"response_type": {"code"}, "response_mode": {"web_message"}, "prompt": {"none"}, "scope": {"openid"},
			"client_id": {clientID}, "redirect_uri": {"https://app.test/redirect"}, "code_challenge_method": {"S256"},
		}, query)
		assert.Contains(t, strings.Join(w.Calls(), "\n"), "PostForText "+authDomain+"/oauth/token grant_type=authorization_code&client_id=client&code=c%26&redirect_uri=")
		for _, f := range frames {
			assert.False(t, f.IsOpen())
		}
	})
}

// A question that nobody answers holds the logout up for a while only.
func TestVerifyGivesUp(t *testing.T) {
	inWorld(t, func(w *world) { byVerified(w, "sid") }, func(w *world) {
		r := w.logout(Options{})
		assert.Contains(t, w.frame().URL, authorizePath)
		time.Sleep(verifyLimitMS * time.Millisecond)
		synctest.Wait()
		require.Len(t, w.Frames(), 2)
		assert.False(t, w.Frames()[0].IsOpen())
		w.Frames()[1].Message(appOrigin, callbackMessage)
		assert.Equal(t, IDPUnverified, r.succeeded().IDP.Status)
	})
}

func TestVerifyAndAbort(t *testing.T) {
	inWorld(t, func(w *world) { byVerified(w, "sid") }, func(w *world) {
		abort := make(giveUp)
		r := w.logout(Options{Signal: AbortOn(abort)})
		close(abort)
		r.failed(Aborted)
		assert.Len(t, w.Frames(), 1, "nothing begins after an abort")
	})
}

func TestVerifyHasNothingToAskOnTheSameSite(t *testing.T) {
	inWorld(t, func(w *world) { byVerified(w, "sid"); w.CookieDomains = []string{"app.test"} }, func(w *world) {
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, ViaMessage, r.succeeded().IDP.Via)
	})
}

func TestVerifyIsAnOptionToo(t *testing.T) {
	inWorld(t, func(w *world) { byVerified(w, "sid"); w.config.Verify = false }, func(w *world) {
		r := w.logout(Options{Verify: true})
		assert.Contains(t, w.frame().URL, authorizePath)
		w.frame().Remove()
		synctest.Wait()
		w.Frames()[1].Message(appOrigin, callbackMessage)
		r.succeeded()
	})
}

// A logout that is proved does not leave the page.
func TestVerifyAndFallback(t *testing.T) {
	p := &prober{before: map[string]any{"code": "c"}, after: map[string]any{"error": "login_required"}, origin: authDomain, sid: "sid", returns: true}
	inWorld(t, func(w *world) { byVerified(w, "sid"); p.work(w); w.config.Fallback = FallbackRedirect }, func(w *world) {
		assert.Equal(t, IDPEnded, w.logout(Options{}).succeeded().IDP.Status)
		assert.Empty(t, w.navigations())
	})
}
