// Package passporttest fakes the browser, so that a program that logs out with
// package passport can be tested natively and without waiting: the timers are
// those of package time, which testing/synctest runs in virtual time.
//
// Set the exported fields before the fake is used. A field that is a function
// may be called on any goroutine.
package passporttest

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Browser is a fake of passport.Browser.
type Browser struct {
	// URL of the document.
	URL string
	// Opaque makes the document's origin "null", as a sandbox does.
	Opaque bool
	// Offline is what navigator.onLine denies.
	Offline bool
	// Framed makes the document one in a frame.
	Framed bool
	// Unfocused makes the document one that the user is not at, until [Browser.Focus].
	Unfocused bool
	// Opener makes the document one in a window that another page has opened, which
	// is in a frame where OpenerFramed says so.
	Opener, OpenerFramed bool
	// OpenerStored is that page's session storage.
	OpenerStored map[string]string
	// Prerendering makes the document one that the user has not visited yet, until
	// [Browser.Activate].
	Prerendering bool
	// CookieDomains are those that the page may set a cookie for.
	CookieDomains []string
	// Markup are the Content Security Policies that the markup delivers, and Stopped
	// is what such a policy has stopped: directive and blocked URL.
	Markup  []string
	Stopped [][2]string
	// Partitioned keeps the document from local storage and IndexedDB, as one in a
	// frame of another site, until RequestStorageAccess, which fails with NoAccess.
	Partitioned bool
	NoAccess    error
	// Fault decides how a call goes, by the name of the method and its
	// arguments: nil lets it work, [ErrIgnored] makes it pretend to have worked,
	// and any other error is returned, where the method returns one. It may
	// block or panic.
	Fault func(method string, args ...string) error
	// Answer answers the requests; by default with the status 200.
	Answer func(Request) (status int, err error)
	// AnswerGet answers GetText; by default with the status 404.
	AnswerGet func(url string) (status int, text string, err error)
	// AnswerText answers what PostForText has sent; by default with nothing.
	AnswerText func(Request) (text string, err error)
	// AnswerProbe tells whether the server of a URL answers; by default it does.
	AnswerProbe func(url string) error
	// Barred has an embedder policy bar probes that do not ask by CORS.
	Barred bool
	// Policy is the embedder policy of the page.
	Policy string
	// OnFrame is called on a goroutine of its own for every frame that opens.
	OnFrame func(*Frame)
	// OnPopup is called on a goroutine of its own for every URL that a popup goes to.
	OnPopup func(popup *Popup, url string)

	mu       sync.Mutex
	start    time.Time
	slept    time.Duration
	granted  bool // storage access
	storage  map[string]string
	database map[string]string
	live     map[int]any
	nextID   int
	calls    []string
	requests []Request
	posts    []Post
	frames   []*Frame
	popups   []*Popup
	waiting  []func() // for the user's visit
}

// New returns a browser that shows a page, at the top of a tab.
func New(url string) *Browser {
	return &Browser{
		URL:      url,
		start:    time.Now(),
		storage:  map[string]string{},
		database: map[string]string{},
		live:     map[int]any{},
	}
}

// Calls returns what was done so far: the name of each method that changes
// something or can be seen outside, and its arguments, separated by spaces.
func (b *Browser) Calls() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.calls)
}

// Leaks describes the timers, listeners and frames that nobody has stopped,
// removed or closed.
func (b *Browser) Leaks() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var leaks []string
	for _, l := range b.live {
		leaks = append(leaks, fmt.Sprintf("%T", l))
	}
	slices.Sort(leaks)
	return leaks
}

// Now is in the fake's own milliseconds.
func (b *Browser) Now() float64 {
	return float64(time.Since(b.start)) / float64(time.Millisecond)
}

// After calls f on a goroutine of its own.
func (b *Browser) After(ms int, f func()) (stop func()) {
	t := &timer{}
	remove := b.add(t)
	started := time.AfterFunc(time.Duration(ms)*time.Millisecond, func() {
		if remove() {
			f()
		}
	})
	return func() {
		started.Stop()
		remove()
	}
}

type timer struct{}

// log records a call and asks for its fault.
func (b *Browser) log(method string, args ...string) error {
	b.mu.Lock()
	b.calls = append(b.calls, strings.Join(append([]string{method}, args...), " "))
	b.mu.Unlock()
	return b.fault(method, args...)
}

func (b *Browser) fault(method string, args ...string) error {
	if b.Fault == nil {
		return nil
	}
	return b.Fault(method, args...)
}

// add keeps what somebody has to remove. remove tells whether it was there.
func (b *Browser) add(resource any) (remove func() bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := b.nextID
	b.nextID++
	b.live[id] = resource
	return func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		_, found := b.live[id]
		delete(b.live, id)
		return found
	}
}

// each calls f with every live resource of a type, the oldest first.
func each[T any](b *Browser, f func(T)) {
	b.mu.Lock()
	var found []T
	for id := range b.nextID {
		if r, ok := b.live[id].(T); ok {
			found = append(found, r)
		}
	}
	b.mu.Unlock()
	for _, r := range found {
		f(r)
	}
}

// Measure records the call.
func (b *Browser) Measure(name string, _ float64) { _ = b.log("Measure", name) }
