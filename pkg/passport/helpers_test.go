package passport

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var _ Browser = (*passporttest.Browser)(nil)

const (
	appPage    = "https://app.test/home"
	appOrigin  = "https://app.test"
	authDomain = "https://auth.app.test"
	callback   = "https://app.test/silent-logout"
	clientID   = "client"
	sessionKey = "oidc.user:" + authDomain + ":" + clientID
	graveKey   = "passport.logout:" + authDomain + ":" + clientID
	logoutLink = authDomain + "/v2/logout?client_id=client&returnTo=https%3A%2F%2Fapp.test%2Fsilent-logout"

	secretID      = "SECRET.ID.TOKEN"
	secretAccess  = "SECRET-ACCESS"
	secretRefresh = "SECRET-REFRESH"
	storedSession = `{"id_token":"` + secretID + `","access_token":"` + secretAccess +
		`","refresh_token":"` + secretRefresh + `","profile":{"sub":"user"}}`
)

var (
	errTest         = errors.New("the browser's own words")
	callbackMessage = map[string]any{"source": "oidc-client", "url": appOrigin, "keepOpen": false}
)

// world is a signed-in user of an application whose auth domain is same-site.
type world struct {
	*testing.T
	*passporttest.Browser
	config Config
	client *Client
}

// inWorld runs a test in virtual time. Whatever it leaves behind fails it:
// timers, listeners, frames and goroutines.
func inWorld(t *testing.T, edit func(*world), test func(*world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		if edit != nil {
			edit(w)
		}
		client, err := New(w.config, w.Browser)
		require.NoError(t, err)
		w.client = client
		test(w)
		synctest.Wait()
		assert.Empty(t, w.Leaks())
	})
}

func newWorld(t *testing.T) *world {
	w := &world{T: t, Browser: passporttest.New(appPage)}
	w.CookieDomains = []string{"app.test"}
	w.signIn()
	w.config = Config{
		AuthenticationDomain: authDomain,
		ClientID:             clientID,
		RedirectURI:          "https://app.test/redirect",
		LogoutRedirectURI:    callback,
		LogoutMode:           ModeSilent,
	}
	return w
}

func (w *world) signIn() { _ = w.StorageSet(localStorage, sessionKey, storedSession) }

func (w *world) signedIn() bool {
	_, found := w.Stored(localStorage)[sessionKey]
	return found
}

// fault makes one method fail, for one key where one is given.
func (w *world) fault(err error, method string, key ...string) {
	w.Fault = func(called string, args ...string) error {
		if called == method && (len(key) == 0 || args[len(args)-1] == key[0]) {
			return err
		}
		return nil
	}
}

// frame is the only one that was opened.
func (w *world) frame() *passporttest.Frame {
	w.Helper()
	require.Len(w, w.Frames(), 1)
	return w.Frames()[0]
}

// calls are those of some methods, in their order.
func (w *world) calls(methods ...string) (names []string) {
	for _, call := range w.Calls() {
		name, _, _ := strings.Cut(call, " ")
		if slices.Contains(methods, name) {
			names = append(names, name)
		}
	}
	return names
}

// removeFrames takes the iframe away, and the one that is opened instead.
func (w *world) removeFrames() {
	w.Helper()
	for i := range 2 {
		require.Len(w, w.Frames(), i+1)
		w.Frames()[i].Remove()
		synctest.Wait()
	}
}

func (w *world) navigations() (urls []string) {
	for _, call := range w.Calls() {
		if len(call) > 8 && call[:8] == "Replace " {
			urls = append(urls, call[8:])
		}
	}
	return urls
}

// heard collects the events of the client.
func (w *world) heard() *[]LoggedOut {
	events := &[]LoggedOut{}
	w.client.OnLoggedOut(func(e LoggedOut) { *events = append(*events, e) })
	return events
}

// running is a logout that has come as far as it gets by itself.
type running struct {
	receipt Receipt
	err     error
	took    time.Duration
	done    chan struct{}
	test    *testing.T
}

func (w *world) logout(o Options) *running {
	r := &running{done: make(chan struct{}), test: w.T}
	started := time.Now()
	go func() {
		defer close(r.done)
		r.receipt, r.err = w.client.Logout(o)
		r.took = time.Since(started)
	}()
	synctest.Wait()
	return r
}

// isPending lets everything happen that can, without letting time pass.
func (r *running) isPending() bool {
	synctest.Wait()
	select {
	case <-r.done:
		return false
	default:
		return true
	}
}

// succeeded waits for the receipt.
func (r *running) succeeded() Receipt {
	r.test.Helper()
	<-r.done
	require.NoError(r.test, r.err)
	return r.receipt
}

// failed waits for an error of the code, and returns the receipt that it carries.
func (r *running) failed(code Code) Receipt {
	r.test.Helper()
	<-r.done
	require.Equal(r.test, code, codeOf(r.test, r.err))
	carried := r.err.(*Error).Receipt
	require.NotNil(r.test, carried)
	assert.Equal(r.test, r.receipt, *carried)
	return r.receipt
}

// giveUp is closed to abort a logout.
type giveUp chan struct{}

func (g giveUp) Done() <-chan struct{} { return g }

func codeOf(t *testing.T, err error) Code {
	t.Helper()
	var failure *Error
	require.ErrorAs(t, err, &failure)
	return failure.Code
}

func token(payload string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"RS256"}`)) + "." + encode([]byte(payload)) + ".c2ln"
}
