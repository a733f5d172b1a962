package passport

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

// Another library removes the session without a word.
func TestSessionRemoved(t *testing.T) {
	removeHere := func(w *world) { _ = w.StorageRemove(localStorage, sessionKey) }
	tests := map[string]struct {
		happens func(*world)
		want    []string
	}{
		"in another tab":              {func(w *world) { w.OtherTabRemoves(sessionKey) }, []string{"session-removed"}},
		"in this one, until a return": {removeHere, nil},
		"in this one":                 {func(w *world) { removeHere(w); w.Return() }, []string{"session-removed"}},
		"only to be written again":    {func(w *world) { w.OtherTabRemoves(sessionKey); w.OtherTabWrites(sessionKey, storedSession) }, nil},
		"to be written again, slowly": {func(w *world) { w.OtherTabRemoves(sessionKey); time.Sleep(time.Second / 2); w.signIn() }, nil},
		"by a logout, whose news waits": {func(w *world) {
			w.OtherTabRemoves(sessionKey)
			_ = w.StorageSet(localStorage, graveKey, "1")
			time.Sleep(time.Minute)
			w.OtherTabWrites(graveKey, "1")
		}, []string{"other-tab"}},
		"by a logout, whose news comes at once": {func(w *world) { w.otherTabLogsOut("1") }, []string{"other-tab"}},
		"by this page's own logout": {func(w *world) {
			w.logout(Options{Mode: ModeLocal}).succeeded()
			w.Return()
		}, []string{"logout"}},
		"twice": {func(w *world) {
			w.OtherTabRemoves(sessionKey)
			time.Sleep(time.Minute)
			synctest.Wait()
			w.OtherTabWrites(sessionKey, storedSession)
			w.OtherTabRemoves(sessionKey)
		}, []string{"session-removed", "session-removed"}},
		"once a login came in this page": {func(w *world) {
			w.logout(Options{Mode: ModeLocal}).succeeded()
			w.signIn()
			w.Return()
			w.OtherTabRemoves(sessionKey)
		}, []string{"logout", "session-removed"}},
		"where there was none": {func(w *world) {
			w.otherTabLogsOut("1")
			w.OtherTabRemoves(sessionKey)
			w.Return()
		}, []string{"other-tab"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				events := w.heard()
				stop := w.client.Watch()
				test.happens(w)
				time.Sleep(time.Minute)
				synctest.Wait()
				stop()
				var reasons []string
				for _, e := range *events {
					reasons = append(reasons, e.Reason)
				}
				assert.Equal(t, test.want, reasons)
			})
		})
	}
}
