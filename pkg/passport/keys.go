package passport

// The storage of @imtbl/passport 2.24.
const (
	localStorage   = "localStorage"
	sessionStorage = "sessionStorage"
	bridgeDatabase = "ImmutableSDKPassport"
	bridgeStore    = "keyvaluepairs"
)

// item is one entry of Web Storage.
type item struct{ area, key string }

// sessionKey holds the application session. The auth domain stands in it as it
// was configured, not in its canonical form.
func (c Config) sessionKey() string {
	return "oidc.user:" + c.AuthenticationDomain + ":" + c.ClientID
}

// tombstoneKey gets a new value at every logout, which tells the other tabs.
func (c Config) tombstoneKey() string {
	return "passport.logout:" + c.AuthenticationDomain + ":" + c.ClientID
}

// items lists every entry of the application session, and nothing else: other
// applications on this origin keep theirs.
func (c Config) items() (items []item) {
	add := func(area string, keys ...string) {
		for _, key := range keys {
			items = append(items, item{area, key})
		}
	}
	add(localStorage, c.sessionKey(), "pkce_state", "pkce_verifier", "imtbl_id_token")
	add(sessionStorage, "imtbl_pkce_data")
	for _, key := range c.StorageKeys {
		add(localStorage, key)
		add(sessionStorage, key)
	}
	return items
}
