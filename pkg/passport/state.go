package passport

import (
	"github.com/passport-logout/passport-logout/internal/stringslite"
	"github.com/passport-logout/passport-logout/internal/wire"
)

// LogoutRedirect is what a landing page finds, to which a logout in redirect mode
// has returned.
type LogoutRedirect struct {
	State StateResult
	// AppState is [Options].AppState of that logout, "" where there was none and with
	// [StateMismatch].
	AppState string
	// Error is the error code that the provider has returned with, as it stands in the
	// URL.
	Error string
}

// StateResult tells whether a return is the answer to the logout of this tab
// (OpenID Connect RP-Initiated Logout 1.0, section 3).
type StateResult string

// The results. None means that no answer was expected: no logout of this tab has
// sent a state, or the URL is that of a login.
const (
	StateMatch    StateResult = "match"
	StateMissing  StateResult = "missing"
	StateMismatch StateResult = "mismatch"
	StateNone     StateResult = "none"
)

// HandleLogoutRedirect ends a logout in redirect mode, on the page
// LogoutRedirectURI: it compares the state with the one that was sent, once, takes
// what the provider has added from the URL of the page (history.replaceState), and
// returns what the application has left there for itself. It never blocks.
func HandleLogoutRedirect(b Browser) LogoutRedirect {
	href := b.Href()
	sent, expected, _ := b.StorageGet(sessionStorage, wire.StateKey)
	if !expected || hasParam(href, "code") {
		return LogoutRedirect{State: StateNone}
	}
	_ = b.StorageRemove(sessionStorage, wire.StateKey)
	state, appState, _ := stringslite.Cut(sent, " ")
	result := LogoutRedirect{compareState(state, href), appState, param(href, "error")}
	if result.State == StateMismatch {
		result.AppState = ""
	}
	if clean := withoutAnswer(href, state != ""); clean != href {
		_ = b.ReplaceURL(clean)
	}
	return result
}

// compareState tells a state that is missing from one that is wrong.
func compareState(sent, href string) StateResult {
	switch {
	case sent == "":
		return StateNone
	case !hasParam(href, "state"):
		return StateMissing
	case param(href, "state") != sent:
		return StateMismatch
	}
	return StateMatch
}

// withoutAnswer takes from a URL what a provider adds, and keeps the application's
// own parameters letter by letter.
func withoutAnswer(href string, state bool) string {
	page, fragment, hasFragment := stringslite.Cut(href, "#")
	page, query, _ := stringslite.Cut(page, "?")
	separator := "?"
	for query != "" {
		var pair string
		pair, query, _ = stringslite.Cut(query, "&")
		switch key, _, _ := stringslite.Cut(pair, "="); key {
		case "error", "error_description", "error_uri":
			continue
		case "state":
			if state {
				continue
			}
		}
		page += separator + pair
		separator = "&"
	}
	if hasFragment {
		page += "#" + fragment
	}
	return page
}

// newState is what the provider is to return with: 128 random bits, made once.
func (l *logout) newState() string {
	if l.state == "" {
		l.state = l.browser.RandomID()
	}
	return l.state
}

// remember leaves for the landing page what it is to expect.
func (l *logout) remember() {
	if l.state != "" || l.options.AppState != "" {
		_ = l.browser.StorageSet(sessionStorage, wire.StateKey, l.state+" "+l.options.AppState)
	}
}

// forget takes that back, where the window stays.
func (l *logout) forget() {
	if l.state != "" || l.options.AppState != "" {
		_ = l.browser.StorageRemove(sessionStorage, wire.StateKey)
	}
}
