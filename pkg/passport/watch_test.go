package passport

import (
	"testing"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/stretchr/testify/assert"
)

// otherTabLogsOut as package passport does there.
func (w *world) otherTabLogsOut(tombstone string) {
	w.OtherTabRemoves(sessionKey)
	w.OtherTabWrites(graveKey, tombstone)
	w.OtherTabPosts(wire.Channel, graveKey+" "+tombstone)
}

func TestWatch(t *testing.T) {
	tests := map[string]struct {
		happens func(*world)
		want    []string
	}{
		"nothing":                           {func(*world) {}, nil},
		"other tab, by storage and channel": {func(w *world) { w.otherTabLogsOut("1") }, []string{"other-tab"}},
		"other tab, by storage": {func(w *world) {
			w.OtherTabRemoves(sessionKey)
			w.OtherTabWrites(graveKey, "1")
		}, []string{"other-tab"}},
		"other tab, by channel": {func(w *world) {
			w.OtherTabRemoves(sessionKey)
			w.OtherTabPosts(wire.Channel, graveKey+" 1")
		}, []string{"other-tab"}},
		"other tab, tombstone first": {func(w *world) {
			w.OtherTabWrites(graveKey, "1")
			w.OtherTabRemoves(sessionKey)
			w.OtherTabPosts(wire.Channel, graveKey+" 1")
		}, []string{"other-tab"}},
		"other tab, the session last": {func(w *world) {
			w.OtherTabWrites(graveKey, "1")
			w.OtherTabPosts(wire.Channel, graveKey+" 1")
			w.OtherTabRemoves(sessionKey)
		}, []string{"other-tab"}},
		"removed without a logout": {func(w *world) { w.OtherTabRemoves(sessionKey) }, nil},
		"twice": {func(w *world) {
			w.otherTabLogsOut("1")
			w.signIn()
			w.otherTabLogsOut("2")
		}, []string{"other-tab", "other-tab"}},
		"new login before the news came": {func(w *world) {
			w.OtherTabWrites(graveKey, "1")
			w.OtherTabPosts(wire.Channel, graveKey+" 1")
		}, nil},
		"another client's": {func(w *world) {
			w.OtherTabRemoves(sessionKey)
			w.OtherTabPosts(wire.Channel, graveKey+"2 1")
			w.OtherTabPosts(wire.Channel, "anything")
			w.OtherTabPosts(wire.Channel, graveKey+" ")
			w.OtherTabPosts("another channel", graveKey+" 1")
		}, nil},
		"own logout": {func(w *world) {
			w.logout(Options{Mode: ModeLocal}).succeeded()
			w.OtherTabPosts(wire.Channel, graveKey+" "+w.Stored(localStorage)[graveKey])
		}, []string{"logout"}},
		"restored page": {func(w *world) {
			w.Leave("hide")
			w.OtherTabRemoves(sessionKey)
			w.Leave("show")
		}, []string{"restored-page"}},
		"restored page, then the news of it": {func(w *world) {
			w.Leave("hide")
			w.OtherTabRemoves(sessionKey)
			_ = w.StorageSet(localStorage, graveKey, "1")
			w.Leave("show")
			w.otherTabLogsOut("1")
		}, []string{"restored-page"}},
		"restored page, still signed in": {func(w *world) { w.Leave("hide"); w.Leave("show") }, nil},
		"restored page, never signed in": {func(w *world) {
			w.OtherTabRemoves(sessionKey)
			w.Leave("hide")
			w.Leave("show")
		}, nil},
		"navigation that failed": {func(w *world) { w.Leave("error") }, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(w *world) {
				events := w.heard()
				stop := w.client.Watch()
				test.happens(w)
				stop()
				stop()
				w.signIn()
				w.otherTabLogsOut("after the end")
				var reasons []string
				for _, e := range *events {
					reasons = append(reasons, e.Reason)
				}
				assert.Equal(t, test.want, reasons)
			})
		})
	}
}

// The page where a redirect logout ends evicts older pages of this origin,
// which the Back button would show signed in.
func TestLandingPageTellsTheOthers(t *testing.T) {
	tests := map[string]struct {
		signedIn bool
		grave    string
		want     bool
	}{
		"after a logout": {false, "1", true},
		"signed in":      {true, "1", false},
		"no logout yet":  {false, "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				if !test.signedIn {
					_ = w.StorageRemove(localStorage, sessionKey)
				}
				_ = w.StorageSet(localStorage, graveKey, test.grave)
			}, func(w *world) {
				events := w.heard()
				defer w.client.Watch()()
				posted := "Broadcast " + wire.Channel + " " + graveKey + " " + test.grave
				if test.want {
					assert.Contains(t, w.Calls(), posted)
				} else {
					assert.NotContains(t, w.Calls(), posted)
				}
				w.OtherTabPosts(wire.Channel, graveKey+" "+test.grave)
				assert.Empty(t, *events, "this page knows")
			})
		})
	}
}
