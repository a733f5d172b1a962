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
func (c Config) items() []item {
	items := []item{
		{localStorage, c.sessionKey()},
		{localStorage, "pkce_state"},
		{localStorage, "pkce_verifier"},
		{localStorage, "imtbl_id_token"},
		{sessionStorage, "imtbl_pkce_data"},
	}
	for _, key := range c.StorageKeys {
		items = append(items, item{localStorage, key}, item{sessionStorage, key})
	}
	return items
}
