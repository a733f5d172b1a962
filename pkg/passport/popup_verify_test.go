package passport

import (
	"maps"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

// asked is an auth domain on another site as popups see it.
type asked struct {
	mu      sync.Mutex
	answers []map[string]any // to the questions in turn; nil shows a page
	how     func(p *passporttest.Popup, state string, answer map[string]any)
	sent    []string // the paths of the URLs that the popup was sent to
}

// byMessage answers as Auth0 does.
func byMessage(p *passporttest.Popup, state string, answer map[string]any) {
	response := map[string]any{"state": state}
	maps.Copy(response, answer)
	p.Message(authDomain, map[string]any{"type": "authorization_response", "response": response})
}

// byURL answers as every provider does, on a page without a script.
func byURL(p *passporttest.Popup, state string, answer map[string]any) {
	p.Load(returned(state, answer))
}

// byAll is heard of in every way there is.
func byAll(p *passporttest.Popup, state string, answer map[string]any) {
	byURL(p, state, answer)
	byCallbackPage(p, state, answer)
	p.Report(wire.Channel, wire.PopupKey+" "+p.Copied[wire.PopupKey]+" "+returned(state, answer))
	byURL(p, state, answer)
}

// byCallbackPage answers so, too, where the page is the callback page.
func byCallbackPage(p *passporttest.Popup, state string, answer map[string]any) {
	p.Message(appOrigin, messageWith("url", returned(state, answer)))
}

func returned(state string, answer map[string]any) string {
	query := url.Values{"state": {state}}
	for name, value := range answer {
		query.Set(name, value.(string))
	}
	return "https://app.test/redirect?" + query.Encode()
}

func (a *asked) work(w *world) {
	w.config.Verify = true
	w.OnPopup = func(p *passporttest.Popup, link string) {
		a.mu.Lock()
		defer a.mu.Unlock()
		u := must(url.Parse(link))
		a.sent = append(a.sent, u.Path)
		if u.Path != "/authorize" {
			p.Load(callback + "?state=" + u.Query().Get("state"))
			return
		}
		answer := a.answers[0]
		if a.answers = a.answers[1:]; answer != nil {
			a.how(p, u.Query().Get("state"), answer)
		}
	}
}

var (
	granted = map[string]any{"code": "c"}
	nobody  = map[string]any{"error": "login_required"}
)

// byOIDCPopup has a provider whose cookie nobody knows.
func byOIDCPopup(w *world) {
	signedInAt(OIDCProvider{Issuer: issuer}, ModePopup)(w)
	w.CookieDomains = nil
	w.AnswerGet = func(string) (int, string, error) {
		return 200, strings.Replace(metadata, "{", `{"authorization_endpoint":"https://op.test/authorize","token_endpoint":"https://op.test/token",`, 1), nil
	}
}

func TestVerifiedInAPopup(t *testing.T) {
	proved := IDP{Status: IDPEnded, Via: ViaProbe}
	unproved := IDP{Status: IDPUnverified, Via: ViaPopup, Reason: "not_proved"}
	lives := IDP{Status: IDPUnverified, Via: ViaPopup, Reason: "session_lives"}
	logout, question := "/logout", "/authorize"
	type answers = []map[string]any
	tests := map[string]struct {
		world   func(*world)
		answers answers
		how     func(*passporttest.Popup, string, map[string]any)
		want    IDP
		sent    []string
	}{
		"Passport":                      {byPopup, answers{nobody}, byMessage, proved, []string{"/v2/logout", question}},
		"Passport, and it lives":        {byPopup, answers{granted}, byMessage, lives, []string{"/v2/logout", question}},
		"Passport says nothing":         {byPopup, answers{nil}, byMessage, unproved, []string{"/v2/logout", question}},
		"another":                       {byOIDCPopup, answers{granted, nobody}, byURL, proved, []string{question, logout, question}},
		"another, by the callback page": {byOIDCPopup, answers{granted, nobody}, byCallbackPage, proved, []string{question, logout, question}},
		"another, in all ways":          {byOIDCPopup, answers{granted, nobody}, byAll, proved, []string{question, logout, question}},
		"another, and it lives":         {byOIDCPopup, answers{granted, granted}, byURL, lives, []string{question, logout, question}},
		"another that wants more":       {byOIDCPopup, answers{{"error": "consent_required"}, nobody}, byURL, proved, []string{question, logout, question}},
		"another that is out of order":  {byOIDCPopup, answers{{"error": "temporarily_unavailable"}}, byURL, unproved, []string{question, logout}},
		"another that knew nobody":      {byOIDCPopup, answers{nobody}, byURL, unproved, []string{question, logout}},
		"another that shows a page":     {byOIDCPopup, answers{nil}, byURL, unproved, []string{question, logout}},
		"another, then a page":          {byOIDCPopup, answers{granted, nil}, byURL, unproved, []string{question, logout, question}},
		"another without the endpoint":  {withoutQuestions, nil, byURL, unproved, []string{logout}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := &asked{answers: test.answers, how: test.how}
			inWorld(t, func(w *world) { test.world(w); a.work(w) }, func(w *world) {
				r := w.logout(Options{})
				got := r.succeeded().IDP
				assert.Equal(t, float64(r.took.Milliseconds()), got.MS)
				got.MS = 0
				assert.Equal(t, test.want, got)
				assert.Equal(t, test.sent, a.sent)
				assert.False(t, w.popup().IsOpen())
				assert.True(t, strings.HasSuffix(w.popup().Copied[wire.PopupKey], wire.PopupStays))
				assert.Empty(t, w.Stored(sessionStorage))
			})
		})
	}
}

func withoutQuestions(w *world) {
	byOIDCPopup(w)
	w.AnswerGet = func(string) (int, string, error) { return 200, metadata, nil }
}

// On the auth domain's own site the cookie is sent, and nothing is asked.
func TestAPopupHasNothingToAskOnTheSameSite(t *testing.T) {
	a := &asked{}
	inWorld(t, func(w *world) { byPopup(w); a.work(w); w.CookieDomains = []string{"app.test"} }, func(w *world) {
		assert.Equal(t, ViaPopup, w.logout(Options{}).succeeded().IDP.Via)
		assert.Equal(t, []string{"/v2/logout"}, a.sent)
	})
}

// One that goes before it was sent to log out has not.
func TestAPopupThatGoesWhileItIsAsked(t *testing.T) {
	for code, test := range map[Code]struct {
		happens func(w *world, abort giveUp)
		status  IDPStatus
	}{
		PopupClosed: {func(w *world, _ giveUp) { w.popup().LookClosed() }, IDPFailed},
		Aborted:     {func(_ *world, abort giveUp) { close(abort) }, IDPSkipped},
	} {
		a := &asked{answers: []map[string]any{nil}}
		inWorld(t, func(w *world) { byOIDCPopup(w); a.work(w) }, func(w *world) {
			abort := make(giveUp)
			r := w.logout(Options{Signal: AbortOn(abort)})
			synctest.Wait()
			test.happens(w, abort)
			assert.Equal(t, test.status, r.failed(code).IDP.Status)
			assert.Equal(t, []string{"/authorize"}, a.sent)
		})
	}
}

// The logout is over by then, and nothing that comes after it makes it a failure.
func TestAPopupThatIsClosedWhileItIsAskedAgain(t *testing.T) {
	a := &asked{answers: []map[string]any{nil}}
	inWorld(t, func(w *world) { byPopup(w); a.work(w) }, func(w *world) {
		r := w.logout(Options{})
		synctest.Wait()
		w.popup().LookClosed()
		assert.Equal(t, "not_proved", r.succeeded().IDP.Reason)
	})
}

// A page that is left leaves the popup to itself, and no mark.
func TestAPageThatIsLeftWhileItsPopupIsAsked(t *testing.T) {
	a := &asked{answers: []map[string]any{nil, nil}}
	inWorld(t, func(w *world) { byOIDCPopup(w); a.work(w) }, func(w *world) {
		r := w.logout(Options{})
		synctest.Wait()
		w.Leave("hide")
		synctest.Wait()
		assert.Empty(t, w.Stored(sessionStorage))
		time.Sleep(verifyLimitMS * time.Millisecond)
		assert.Equal(t, "not_proved", r.succeeded().IDP.Reason)
	})
}
