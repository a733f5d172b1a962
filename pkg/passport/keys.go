package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// The areas of Web Storage.
const (
	localStorage   = "localStorage"
	sessionStorage = "sessionStorage"
)

// item is one entry of Web Storage.
type item struct{ area, key string }

// SessionKey is the key of the storage that holds the application session. The
// provider stands in it as it was configured, not in its canonical form.
func (c Config) SessionKey() string { return c.provider().sessionItems()[0].key }

// TombstoneKey is the key of local storage that gets a new value at every logout,
// which tells the other tabs.
func (c Config) TombstoneKey() string {
	return wire.TombstoneKey + c.provider().id() + ":" + c.ClientID
}

// activityKey gets the time when the user does something, which tells the other tabs.
func (c Config) activityKey() string {
	return wire.ActivityKey + c.provider().id() + ":" + c.ClientID
}

// leftovers lists every entry of the application session beside the session
// itself, and nothing else: other applications on this origin keep theirs.
func (c Config) leftovers() []item {
	items := c.provider().leftovers()
	for _, key := range c.StorageKeys {
		items = append(items, item{localStorage, key}, item{sessionStorage, key})
	}
	return items
}
