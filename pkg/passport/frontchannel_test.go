package passport

import (
	"net/url"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
)

const frontChannelPage = "https://app.test/front-channel"

func TestFrontChannelLogout(t *testing.T) {
	const issuer = "https://auth.app.test/"
	signedIn := entry(`{"iss":"` + issuer + `","sid":"1","sub":"user"}`)
	framed := func(w *world) { w.Framed, w.Partitioned = true, true }
	asked := func(query string) string { return frontChannelPage + query }
	bridged := func(w *world) {
		w.config.CrossSDKBridge = true
		_ = w.StorageRemove(localStorage, sessionKey)
		w.DatabaseSet(wire.Database, wire.Store, sessionKey, signedIn)
	}
	cleared := FrontChannel{Status: FrontChannelCleared}
	nothing := FrontChannel{FrontChannelCleared, "nothing_to_clear"}
	another := FrontChannel{FrontChannelIgnored, "another_session"}
	incomplete := FrontChannel{FrontChannelIgnored, "iss_or_sid_missing"}
	denied := FrontChannel{FrontChannelNotPerformed, "storage_access_denied"}
	failed := FrontChannel{FrontChannelNotPerformed, "storage_failed"}
	query := "?iss=" + url.QueryEscape(issuer) + "&sid=1"
	tests := map[string]struct {
		edit  func(*world)
		url   string
		want  FrontChannel
		stays bool
	}{
		"without iss and sid":       {nil, "", cleared, false},
		"with both":                 {nil, asked(query), cleared, false},
		"with a query of its own":   {nil, asked("?tenant=1&" + query[1:] + "#top"), cleared, false},
		"another sid":               {nil, asked(query + "2"), another, true},
		"another iss":               {nil, asked("?iss=https://evil.test/&sid=1"), another, true},
		"without sid":               {nil, asked("?iss=" + issuer), incomplete, true},
		"without iss":               {nil, asked("?sid=1&iss="), incomplete, true},
		"a token without a sid":     {func(w *world) { _ = w.StorageSet(localStorage, sessionKey, entry(`{"iss":"`+issuer+`"}`)) }, asked(query), another, true},
		"an opaque token":           {func(w *world) { _ = w.StorageSet(localStorage, sessionKey, storedSession) }, asked(query), another, true},
		"a corrupt session":         {func(w *world) { _ = w.StorageSet(localStorage, sessionKey, "null") }, "", cleared, false},
		"logged out before":         {func(w *world) { _ = w.StorageRemove(localStorage, sessionKey) }, asked(query), nothing, false},
		"framed":                    {framed, asked(query), cleared, false},
		"framed, another session":   {framed, asked(query + "2"), another, true},
		"framed, and refused":       {func(w *world) { framed(w); w.NoAccess = errTest }, asked(query), denied, true},
		"framed by the same site":   {func(w *world) { w.Framed = true }, asked(query), cleared, false},
		"… that no browser tells":   {func(w *world) { w.Framed, w.NoAccess = true, errTest }, asked(query), denied, false},
		"storage cannot be read":    {func(w *world) { w.fault(errTest, "StorageGet") }, asked(query), failed, true},
		"storage cannot be written": {func(w *world) { w.fault(errTest, "StorageRemove") }, asked(query), failed, true},
		"of game SDKs":              {bridged, asked(query), cleared, false},
		"of game SDKs, another":     {bridged, asked(query + "2"), another, false},
		"IndexedDB cannot be read":  {func(w *world) { bridged(w); w.fault(errTest, "DatabaseGet") }, asked(query), failed, false},
		"IndexedDB keeps it":        {func(w *world) { bridged(w); w.fault(errTest, "DatabaseDelete") }, asked(query), failed, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				_ = w.StorageSet(localStorage, sessionKey, signedIn)
				if test.edit != nil {
					test.edit(w)
				}
			}, func(w *world) {
				events := w.heard()
				for range 2 {
					got, err := w.client.FrontChannelLogout(test.url)
					require.NoError(t, err)
					assert.Equal(t, test.want, got)
					if test.want == cleared {
						test.want = nothing // which does no harm
					}
				}
				assert.Equal(t, test.stays, w.signedIn())
				assert.Empty(t, w.calls("PostForm", "Replace", "OpenFrame"), "no logout begins anew")
				assert.Empty(t, *events)
			})
		})
	}
}

func TestFrontChannelLogoutTellsTheOtherTabs(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		_, err := w.client.FrontChannelLogout("")
		require.NoError(t, err)
		assert.NotEmpty(t, w.Stored(localStorage)[graveKey])
		assert.Len(t, w.calls("Broadcast"), 1)
	})
}

func TestFrontChannelLogoutWithoutAURL(t *testing.T) {
	inWorld(t, nil, func(w *world) {
		_, err := w.client.FrontChannelLogout("/front-channel?iss=1&sid=2")
		assert.Equal(t, InvalidConfig, codeOf(t, err))
		assert.True(t, w.signedIn())
	})
}

func TestFrontChannelWordsAreThoseOfTheTypes(t *testing.T) {
	types, err := os.ReadFile("../../web/passport.d.ts")
	require.NoError(t, err)
	listed := regexp.MustCompile(`(?s)interface FrontChannelOutcome \{.*?\n\}`).Find(types)
	source, err := os.ReadFile("frontchannel.go")
	require.NoError(t, err)
	words := regexp.MustCompile(`FrontChannel\w*(?: +FrontChannelStatus)?(?: =|,) "(\w+)"`).FindAllSubmatch(source, -1)
	require.Len(t, words, 9)
	for _, word := range words {
		assert.Contains(t, string(listed), "'"+string(word[1])+"'")
	}
}

// What a form escapes comes back, and no query is too strange to be read.
func FuzzFrontChannel(f *testing.F) {
	for _, seed := range []string{"", "iss=1&sid=2", "%", "%4", "%zz", "é 😀+&=#?", "a%00b"} {
		f.Add(seed)
	}
	b := passporttest.New(appPage)
	client, err := New(Config{ClientID: "c", RedirectURI: "r"}, b)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		assert.Equal(t, text, formUnescape(formEscape(text)))
		assert.Equal(t, text, formUnescape(param(frontChannelPage+"?a=b&sid="+formEscape(text)+"&sid=2", "sid")))
		_ = param(text, "iss")
		_ = b.StorageSet(localStorage, client.config.SessionKey(), entry(`{"iss":"i","sid":"s"}`))
		outcome, err := client.FrontChannelLogout(frontChannelPage + "?iss=i&sid=s" + formEscape(text))
		require.NoError(t, err)
		assert.Equal(t, text == "", outcome.Status == FrontChannelCleared)
	})
}
