package passport

// Browser is everything that this package asks of the browser, for [New]: package
// jsbridge has it, and package passporttest fakes it. It is made of small
// interfaces over built-in types only, so that neither of the two and this one
// need know each other.
//
// Methods that block (Database) may be called from a goroutine only. Every
// callback must return at once: the event loop waits for it. A remove or stop
// function is safe to call twice.
type Browser interface {
	Clock
	Storage
	Database
	Decoder
	Page
	Navigator
	Frames
	Popups
	Network
	Exchange
	Tabs
	Parent
	Policies
	User
	StorageAccess
}

// Clock measures time in milliseconds that never run backwards.
type Clock interface {
	// Now returns the milliseconds since a fixed moment (performance.now).
	Now() float64
	// Date returns the milliseconds since 1970 by the machine's clock, which goes on
	// while the machine sleeps, and which anybody may set (Date.now).
	Date() float64
	// After calls f once in ms milliseconds, unless stop is called first.
	After(ms int, f func()) (stop func())
	// Measure shows the span from start until now in the browser's profiler
	// (User Timing), in the place of an earlier one of that name.
	Measure(name string, start float64)
}

// Storage is Web Storage. An area is "localStorage" or "sessionStorage".
type Storage interface {
	// StorageGet fails where the browser denies the area (SecurityError).
	StorageGet(area, key string) (value string, found bool, err error)
	StorageSet(area, key, value string) error
	// StorageRemove removes the key by every means there is, since a page may
	// have patched removeItem. Only StorageGet proves that the key is gone.
	StorageRemove(area, key string) error
}

// Database is IndexedDB, one string per key. A missing database or store
// reads as not found, and is not created. Both methods block.
type Database interface {
	DatabaseGet(database, store, key string) (value string, found bool, err error)
	DatabaseDelete(database, store, key string) error
}

// Decoder decodes with the browser's own parsers, which cost no bytes here.
type Decoder interface {
	// DecodeJSON turns objects into map[string]any, arrays into []any, numbers
	// into float64, as encoding/json does.
	DecodeJSON(text string) (any, error)
	// DecodeMember decodes one member of an object only, nil where the text holds
	// no object that has it.
	DecodeMember(text, name string) (any, error)
	// DecodeBase64URL decodes unpadded base64url (RFC 4648 section 5) to text.
	DecodeBase64URL(text string) (string, error)
	// ParseURL parses an absolute URL the way the browser will read it when it
	// navigates (WHATWG URL). The href is canonical; the origin is "null" for
	// schemes other than http and https.
	ParseURL(raw string) (href, origin string, err error)
}

// Page is what the document knows of itself.
type Page interface {
	// Href is the URL of the document.
	Href() string
	// Origin is the origin of the document, "null" where it is opaque.
	Origin() string
	// Online is false only where the browser is sure that it is offline.
	Online() bool
	// TopLevel is false in a frame.
	TopLevel() bool
	// AcceptsCookie tells whether the browser lets this page set a cookie for
	// the domain. It does not for a public suffix nor for a foreign domain.
	AcceptsCookie(domain string) bool
	// RandomID returns 128 random bits in hexadecimal.
	RandomID() string
	// OnActivate calls f once the document is active: before it returns, unless
	// the document is being prerendered, then when the user visits it
	// (prerenderingchange).
	OnActivate(f func())
}

// Navigator leaves the page.
type Navigator interface {
	// Replace navigates "top" or "self" with location.replace, which leaves no
	// entry behind that the Back button could show again.
	Replace(target, url string) error
	// OnLeave reports "hide" when the page is left, "show" when it returns from
	// the back/forward cache, and "error" when the navigation was cancelled.
	OnLeave(f func(event string)) (remove func())
	// Submit posts a form with these fields, pairs of name and value, to a URL, which
	// "top", "self" or an iframe of that name navigates to.
	Submit(target, url string, fields [][2]string) error
	// ReplaceURL changes the URL of the document, within its origin, and loads nothing
	// (history.replaceState).
	ReplaceURL(url string) error
}

// Frames opens hidden iframes.
type Frames interface {
	// OpenFrame loads url in an iframe with these attributes, pairs of name and
	// value, and reports, until closed:
	//
	//	"message"    a message from that frame; origin is its sender's, data its content
	//	"load"       a document loaded; data is its URL where this page may read it, else ""
	//	"violation"  a policy of the page stopped something: origin is the blocked
	//	             URL, data the directive of the Content Security Policy, or
	//	             "coep" for the Cross-Origin-Embedder-Policy. What a policy
	//	             only reports is none
	//	"removed"    somebody else took the iframe out of the document
	//
	// A browser may also report "commit", like "load" but before the document has
	// loaded.
	OpenFrame(url string, attributes [][2]string, f func(event, origin string, data any)) (close func(), err error)
}

// Popups opens windows of their own. The page in one reports through its opener.
type Popups interface {
	// OpenPopup opens url in a window with these features (window.open), about:blank where
	// it is sent on later, and reports, until closed:
	//
	//	"message"    a message from that window, as [Frames] does
	//	"load"       another document is there; data is its URL once it has loaded,
	//	             "" at once where this page may not read it
	//	"closed"     the window is closed, or looks so since a
	//	             Cross-Origin-Opener-Policy has cut it off
	//	"violation"  as [Frames] does
	//
	// It fails where the browser does not open it, as without a user's gesture. send
	// navigates the window to a URL: by location.replace, or by a form with these fields,
	// unless they are nil. close closes it, too. Neither reaches one that is cut off.
	OpenPopup(url, features string, f func(event, origin string, data any)) (
		send func(url string, form [][2]string) error, close func(), err error)
	// HasFocus tells whether the user is at this page, rather than at a popup.
	HasFocus() bool
	// PostToOpener posts a message to the window that has opened this one, which only
	// a page of the origin receives. It tells whether there is such a window.
	PostToOpener(message map[string]any, origin string) (posted bool)
	// OpenerSession reads the session storage of that window, where this page may.
	OpenerSession(key string) (value string, found bool)
	// IsPopupOfFrame tells whether a page in a frame has opened this window, which is
	// no tab.
	IsPopupOfFrame() bool
	// Close closes this window, which a script has opened.
	Close()
}

// Network sends requests, without credentials.
type Network interface {
	// PostForm posts a form body with keepalive, so that the request outlives the
	// page. It sends before it returns, and calls done once, perhaps before it
	// returns: with the status, or with an error where the browser shows none
	// (unreachable, or no CORS header in the answer).
	PostForm(url, body string, done func(status int, err error))
	// GetText gets a text, which the browser may have in its cache. It calls done once,
	// perhaps before it returns: with the status and the text, or with an error where
	// the browser shows none.
	GetText(url string, done func(status int, text string, err error))
	// Probe asks whether a server answers at all, whatever it answers. It calls done
	// once, with an error where the server does not, or where the browser or a policy
	// of the page stops every kind of request. barred tells that one by CORS was
	// answered, and one without (no-cors) was not let through.
	Probe(url string, done func(barred bool, err error))
	// EmbedderPolicy asks the page's own server for the Cross-Origin-Embedder-Policy
	// of this page, and calls done once: with the policy, such as "require-corp", and
	// "" where there is none or the answer does not tell.
	EmbedderPolicy(done func(policy string))
}

// Exchange is what it takes to trade the code of an authorization for tokens.
type Exchange interface {
	// Challenge calls done once with the S256 challenge of a code verifier (RFC 7636,
	// section 4.2), or with an error where the browser makes none.
	Challenge(verifier string, done func(challenge string, err error))
	// PostForText posts a form as PostForm does, and calls done once with the text of
	// the answer, whatever its status, or with an error where the browser shows none.
	PostForText(url, body string, done func(text string, err error))
}

// Tabs reaches the other tabs of this origin.
type Tabs interface {
	// Broadcast posts on a BroadcastChannel, where there is one. This page's
	// listeners may hear it.
	Broadcast(channel, message string)
	OnBroadcast(channel string, f func(message string)) (remove func())
	// OnStorage reports the new values that other tabs write to a key of local
	// storage, "" where they remove it.
	OnStorage(key string, f func(value string)) (remove func())
}

// Parent is the window that this page is framed by.
type Parent interface {
	// PostToParent posts a message to it, which only a page of the origin
	// receives.
	PostToParent(message map[string]any, origin string) error
}

// Policies is what a document can know of the Content Security Policies that it is
// under. Those that headers deliver it is not told.
type Policies interface {
	// Policies returns those that the markup delivers, and what enforced ones have
	// stopped so far, as far as the browser remembers: directive and blocked URL.
	Policies() (markup []string, stopped [][2]string)
}

// User is the person before the page.
type User interface {
	// OnActivity calls f when the user does something in this page with a key, a
	// pointer or a wheel, but not for what follows within a second.
	OnActivity(f func()) (remove func())
	// OnReturn calls f when the user comes back to the page: it gets the focus, or
	// is visible again.
	OnReturn(f func()) (remove func())
}

// StorageAccess is the Storage Access API.
type StorageAccess interface {
	// RequestStorageAccess asks the browser for the storage that this origin has as a
	// first party, for a document in a frame of another site, which has one of its
	// own. From then on the methods of Storage, Database and Tabs reach that, but for
	// session storage. It blocks, and fails where the browser refuses, or gives
	// cookies only.
	RequestStorageAccess() error
}
