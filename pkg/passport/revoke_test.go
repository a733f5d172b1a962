package passport

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

func TestRevocationOutcomes(t *testing.T) {
	const noAnswer = "no answer that this page may read: the endpoint is unreachable or sends no CORS header"
	tests := map[string]struct {
		status int
		err    error
		want   Revocation
	}{
		"200":         {200, nil, Revocation{Status: RevocationRevoked}},
		"204":         {204, nil, Revocation{Status: RevocationRevoked}},
		"299":         {299, nil, Revocation{Status: RevocationRevoked}},
		"199":         {199, nil, Revocation{RevocationFailed, "the endpoint answered 199"}},
		"302":         {302, nil, Revocation{RevocationFailed, "the endpoint answered 302"}},
		"400":         {400, nil, Revocation{RevocationFailed, "the endpoint answered 400"}},
		"503":         {503, nil, Revocation{RevocationFailed, "the endpoint answered 503"}},
		"unreachable": {0, errTest, Revocation{RevocationFailed, noAnswer}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				w.Answer = func(passporttest.Request) (int, error) { return test.status, test.err }
				r := w.logout(Options{})
				w.frame().Message(appOrigin, callbackMessage)
				assert.Equal(t, test.want, r.succeeded().Revocation)
			})
		})
	}
}

func TestRevocationIsNotWaitedFor(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		w.Answer = func(passporttest.Request) (int, error) { time.Sleep(time.Minute); return 200, nil }
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, Revocation{Status: RevocationSent}, r.succeeded().Revocation)
		assert.Zero(t, r.took)
		time.Sleep(time.Hour) // the late answer harms nobody
		synctest.Wait()
	})
}

func TestRevocationIsSkipped(t *testing.T) {
	tests := map[string]struct {
		entry  string
		mode   Mode
		reason string
	}{
		"local mode":       {storedSession, ModeLocal, "local mode"},
		"no refresh token": {`{"id_token":"i"}`, ModeSilent, "no refresh token is stored"},
		"corrupt entry":    {`{"refresh_token":`, ModeSilent, "no refresh token is stored"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { _ = w.StorageSet(localStorage, sessionKey, test.entry) }, func(w *world) {
				w.OnFrame = func(f *passporttest.Frame) { f.Message(appOrigin, callbackMessage) }
				receipt := w.logout(Options{Mode: test.mode}).succeeded()
				assert.Equal(t, Revocation{RevocationSkipped, test.reason}, receipt.Revocation)
				assert.Empty(t, w.Requests())
			})
		})
	}
}
