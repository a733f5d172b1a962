package passport

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

const (
	issuer     = "https://op.test/realm"
	oidcKey    = "oidc.user:" + issuer + ":" + clientID
	metadata   = `{"issuer":"` + issuer + `","end_session_endpoint":"https://op.test/logout","revocation_endpoint":"https://op.test/revoke"}`
	metadataAt = issuer + "/.well-known/openid-configuration"
)

// signedInAt makes the world's provider another one, at which the user is signed in.
func signedInAt(p OIDCProvider, mode Mode) func(*world) {
	return func(w *world) {
		w.config.Provider, w.config.LogoutMode = &p, mode
		_ = w.StorageSet(localStorage, w.config.SessionKey(), storedSession)
		w.AnswerGet = func(string) (int, string, error) { return 200, metadata, nil }
	}
}

// called are the calls of a method, with their arguments.
func (w *world) called(method string) (calls []string) {
	for _, call := range w.Calls() {
		if strings.HasPrefix(call, method+" ") {
			calls = append(calls, call)
		}
	}
	return calls
}

// oidcLink is where a logout leads, with the state that the fake browser makes.
func oidcLink(endpoint, state string) string {
	return endpoint + "?client_id=client&post_logout_redirect_uri=https%3A%2F%2Fapp.test%2Fsilent-logout&state=" + state
}

func TestEndpointsAreLookedUpAhead(t *testing.T) {
	inWorld(t, signedInAt(OIDCProvider{Issuer: issuer}, ModeSilent), func(w *world) {
		synctest.Wait()
		assert.Equal(t, []string{"GetText " + metadataAt}, w.called("GetText"), "before any logout")

		r := w.logout(Options{})
		state := param(w.frame().URL, "state")
		w.frame().Load(callback + "?state=" + state)

		receipt := r.succeeded()
		assert.Equal(t, oidcLink("https://op.test/logout", state), w.frame().URL)
		assert.Equal(t, Revocation{Status: RevocationRevoked}, receipt.Revocation)
		assert.Equal(t, "https://op.test/revoke", w.Requests()[0].URL)
		assert.Len(t, w.called("GetText"), 1)
	})
}

func TestNothingIsLookedUpForNobody(t *testing.T) {
	inWorld(t, func(w *world) { w.config.Provider = &OIDCProvider{Issuer: issuer} }, func(w *world) {
		synctest.Wait()
		assert.Empty(t, w.called("GetText"))
	})
}

// A logout waits for the endpoints only where it must, and never with the clearing.
func TestEndpointsAreWaitedFor(t *testing.T) {
	late := func(p OIDCProvider) func(*world) {
		return func(w *world) {
			signedInAt(p, ModeRedirect)(w)
			w.AnswerGet = func(string) (int, string, error) { time.Sleep(time.Second); return 200, metadata, nil }
		}
	}
	t.Run("where none is configured", func(t *testing.T) {
		inWorld(t, late(OIDCProvider{Issuer: issuer}), func(w *world) {
			r := w.logout(Options{TimeoutMS: 5_000})
			assert.NotContains(t, w.Stored(localStorage), oidcKey)
			assert.Empty(t, w.navigations())
			time.Sleep(time.Second)
			synctest.Wait()
			assert.Len(t, w.navigations(), 1)
			assert.Equal(t, []string{"PostForm https://op.test/revoke"}, w.called("PostForm"))
			r.failed(NavigationBlocked)
		})
	})
	t.Run("not where one is", func(t *testing.T) {
		inWorld(t, late(OIDCProvider{Issuer: issuer, EndSessionEndpoint: "https://op.test/out"}), func(w *world) {
			r := w.logout(Options{TimeoutMS: 5_000})
			assert.Len(t, w.navigations(), 1)
			assert.Empty(t, w.Requests())
			time.Sleep(time.Second)
			synctest.Wait()
			assert.Equal(t, []string{"PostForm https://op.test/revoke"}, w.called("PostForm"), "when it is known where")
			assert.Equal(t, RevocationRevoked, r.failed(NavigationBlocked).Revocation.Status)
		})
	})
	t.Run("until the caller gives up", func(t *testing.T) {
		inWorld(t, late(OIDCProvider{Issuer: issuer}), func(w *world) {
			enough := make(giveUp)
			r := w.logout(Options{Signal: AbortOn(enough)})
			close(enough)
			assert.Equal(t, LocalCleared, r.failed(Aborted).Local.Status)
			assert.Empty(t, w.navigations())
			time.Sleep(time.Second)
		})
	})
	t.Run("until the time is over", func(t *testing.T) {
		inWorld(t, late(OIDCProvider{Issuer: issuer}), func(w *world) {
			r := w.logout(Options{TimeoutMS: 500})
			assert.Equal(t, IDP{Status: IDPFailed, Reason: "timeout", MS: 500}, r.failed(Timeout).IDP)
			time.Sleep(time.Second)
		})
	})
}

func TestWrongMetadata(t *testing.T) {
	const begin = "the application session was cleared, but the provider's openid-configuration "
	none := Revocation{RevocationSkipped, "no revocation endpoint is known"}
	tests := map[string]struct {
		status  int
		text    string
		err     error
		code    Code
		message string
	}{
		"unreachable":        {0, "", errTest, IDPUnreachable, "cannot be read"},
		"missing":            {404, metadata, nil, IDPError, "was answered with 404"},
		"no JSON":            {200, "<!doctype html>", nil, IDPError, "names another issuer"},
		"a list":             {200, "[]", nil, IDPError, "names another issuer"},
		"another issuer":     {200, `{"issuer":"` + issuer + `/","end_session_endpoint":"https://op.test/"}`, nil, IDPError, "names another issuer"},
		"no logout":          {200, `{"issuer":"` + issuer + `"}`, nil, IDPError, "has no end_session_endpoint"},
		"logout is a number": {200, `{"issuer":"` + issuer + `","end_session_endpoint":1}`, nil, IDPError, "has no end_session_endpoint"},
		"logout over http":   {200, `{"issuer":"` + issuer + `","end_session_endpoint":"http://op.test/"}`, nil, IDPError, "has no end_session_endpoint that is safe"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				signedInAt(OIDCProvider{Issuer: issuer}, ModeSilent)(w)
				w.AnswerGet = func(string) (int, string, error) { return test.status, test.text, test.err }
			}, func(w *world) {
				synctest.Wait()
				r := w.logout(Options{Fallback: FallbackRedirect})
				receipt := r.failed(test.code)
				assert.Contains(t, r.err.Error(), begin+test.message)
				assert.Equal(t, LocalCleared, receipt.Local.Status)
				assert.Equal(t, IDP{Status: IDPFailed, Reason: string(test.code)}, receipt.IDP)
				assert.Equal(t, none, receipt.Revocation)
				if test.message[:3] != "has" {
					assert.Len(t, w.called("GetText"), 2, "what has failed is tried again")
				}
				assert.Empty(t, w.navigations())
			})
		})
	}
}

// A revocation endpoint that is unsafe gets no token, and keeps nobody logged in.
func TestUnsafeRevocationEndpoint(t *testing.T) {
	inWorld(t, func(w *world) {
		signedInAt(OIDCProvider{Issuer: issuer}, ModeSilent)(w)
		w.AnswerGet = func(string) (int, string, error) {
			return 200, `{"issuer":"` + issuer + `","end_session_endpoint":"https://op.test/logout","revocation_endpoint":"http://op.test/revoke"}`, nil
		}
	}, func(w *world) {
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, RevocationSkipped, r.succeeded().Revocation.Status)
		assert.Empty(t, w.Requests())
	})
}

// A provider that publishes no endpoint for logouts may publish one for revocations.
func TestAnEndpointThatIsConfiguredNeedsNotBePublished(t *testing.T) {
	inWorld(t, func(w *world) {
		signedInAt(OIDCProvider{Issuer: issuer, EndSessionEndpoint: "https://op.test/out"}, ModeLocal)(w)
		w.AnswerGet = func(string) (int, string, error) {
			return 200, `{"issuer":"` + issuer + `","revocation_endpoint":"https://op.test/revoke"}`, nil
		}
	}, func(w *world) {
		synctest.Wait()
		r := w.logout(Options{Mode: ModeSilent})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, RevocationRevoked, r.succeeded().Revocation.Status)
	})
}

func FuzzReadMetadata(f *testing.F) {
	f.Add(metadata)
	f.Add(`{"issuer":"` + issuer + `","end_session_endpoint":"https://u:p@op.test/"}`)
	b := passporttest.New(appPage)
	f.Fuzz(func(t *testing.T, text string) {
		found, err := readMetadata(b, issuer, 200, text, nil)
		if err != nil {
			assert.Equal(t, IDPError, err.Code)
			assert.Equal(t, endpoints{}, found)
			return
		}
		assert.True(t, found.endSession == parsedURL{} || isOn(found.endSession.origin, found.endSession.href))
	})
}
