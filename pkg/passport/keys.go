package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// The areas of Web Storage.
const (
	localStorage   = "localStorage"
	sessionStorage = "sessionStorage"
)

// item is one entry of Web Storage.
type item struct{ area, key string }

// SessionKey is the key of local storage that holds the application session. The
// auth domain stands in it as it was configured, not in its canonical form.
func (c Config) SessionKey() string { return wire.SessionKey + c.id() }

// tombstoneKey gets a new value at every logout, which tells the other tabs.
func (c Config) tombstoneKey() string { return wire.TombstoneKey + c.id() }

// activityKey gets the time when the user does something, which tells the other tabs.
func (c Config) activityKey() string { return wire.ActivityKey + c.id() }

func (c Config) id() string {
	return or(c.AuthenticationDomain, wire.AuthenticationDomain) + ":" + c.ClientID
}

// leftovers lists every entry of the application session beside the session
// itself, and nothing else: other applications on this origin keep theirs.
func (c Config) leftovers() (items []item) {
	for _, leftover := range wire.Leftovers {
		items = append(items, item{leftover[0], leftover[1]})
	}
	for _, key := range c.StorageKeys {
		items = append(items, item{localStorage, key}, item{sessionStorage, key})
	}
	return items
}
