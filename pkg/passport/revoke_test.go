package passport

import (
	"fmt"
	"hash/fnv"
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

// Ten tabs that log out at once have each read the same refresh token.
func TestAnotherTabRevokes(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		locks := make(chan string, 1)
		w.OtherTab = func(lock string) bool { locks <- lock; return true }
		r := w.logout(Options{})
		w.frame().Message(appOrigin, callbackMessage)
		assert.Equal(t, Revocation{RevocationSkipped, "another tab is revoking it"}, r.succeeded().Revocation)
		assert.Empty(t, w.Requests())
		hash := fnv.New32a()
		hash.Write([]byte(secretRefresh))
		assert.Equal(t, fmt.Sprint("passport.logout:", hash.Sum32()), <-locks)
	})
}

func TestRevocationLockIsOfOneToken(t *testing.T) {
	seen := map[string]string{}
	for _, token := range []string{secretRefresh, secretRefresh + "2", "a", "b", "ab", "ba"} {
		lock := revocationLock(token)
		assert.Equal(t, lock, revocationLock(token))
		assert.Empty(t, seen[lock])
		assert.NotContains(t, lock, secretRefresh)
		seen[lock] = token
	}
}

// Where the page goes before the lock is answered, a request too many is better
// than none.
func TestRevocationDoesNotWaitForTheLock(t *testing.T) {
	tests := map[string]struct {
		mode    Mode
		happens func(*world)
	}{
		"page is left":      {ModeRedirect, func(w *world) { w.Leave("hide") }},
		"logout is over":    {ModeSilent, func(w *world) { w.frame().Message(appOrigin, callbackMessage) }},
		"silent, page left": {ModeSilent, func(w *world) { w.Leave("hide") }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				answer := make(chan struct{})
				w.OtherTab = func(string) bool { <-answer; return true }
				r := w.logout(Options{Mode: test.mode})
				assert.Empty(t, w.Requests())
				test.happens(w)
				synctest.Wait()
				assert.Len(t, w.Requests(), 1)
				w.Leave("show")
				<-r.done
				assert.NotEqual(t, RevocationSkipped, r.receipt.Revocation.Status)
				close(answer)
				synctest.Wait()
				assert.Len(t, w.Requests(), 1)
			})
		})
	}
}
