package passport

import (
	"slices"

	"github.com/passport-logout/passport-logout/internal/wire"
)

// Plan is what a logout would do.
type Plan struct {
	// Mode is the way that it would take, never auto, and Reason why: "configured",
	// or, where auto has chosen, "same_site", "cross_site", or "frame_reached" where the
	// auth domain is on another site and [Options.ReachesFrame] says so.
	Mode   Mode
	Reason string
	// URL ends the provider's session. It is empty in local mode, and where an OpenID
	// provider's endpoint is not known. An ID token in it is left out.
	URL string
	// Keys are the keys of the browser's storage that are there and would go.
	Keys []string
	// Tokens are the names of the stored tokens that would go, never their values:
	// id_token, access_token, refresh_token. The last is revoked, too, but in local
	// mode.
	Tokens []string
	// Warnings are what may go wrong, as far as a page can know.
	Warnings []Warning
}

// Plan tells what [Client.Logout] would do with these options, and does nothing of
// it: it stores, removes and sends nothing, and tells no listener. In the modes
// silent and auto it asks whether the auth domain is same-site, for which the
// browser sets a cookie of a random name and deletes it again. An OpenID provider whose
// endpoints are not known is asked for them. It blocks then, and with CrossSDKBridge.
//
// Errors are [*Error] with the code [InvalidConfig], [UnsafeURL] or
// [StorageFailed], and carry no receipt.
func (c *Client) Plan(o Options) (Plan, error) {
	l := c.newLogout(o)
	asked := l.options.Mode
	if err := l.prepare(); err != nil {
		return Plan{}, err
	}
	p := Plan{Mode: l.options.Mode, Reason: "configured"}
	l.sameSite = p.Mode == ModeSilent && sameSite(l.browser, l.domain.origin)
	if asked == ModeAuto {
		p.Reason = l.reasonOfMode()
	}
	if p.Mode != ModeLocal {
		unknown := l.find()
		p.URL = l.request.withoutHint().url()
		p.Warnings = l.warnings(unknown)
	}
	var err error
	p.Keys, p.Tokens, err = c.holdings()
	return p, err
}

// reasonOfMode is why auto has chosen.
func (l *logout) reasonOfMode() string {
	switch {
	case l.sameSite:
		return "same_site"
	case l.options.Mode == ModeSilent:
		return "frame_reached"
	}
	return "cross_site"
}

// holdings are the keys and the tokens that are stored.
func (c *Client) holdings() (keys, tokens []string, err error) {
	h := holdings{client: c}
	for _, it := range append(c.config.leftovers(), c.provider.sessionItems()...) {
		value, found, err := c.browser.StorageGet(it.area, it.key)
		h.add(it.key, value, found, err)
	}
	if key := c.config.SessionKey(); c.config.CrossSDKBridge {
		value, found, err := c.browser.DatabaseGet(wire.Database, wire.Store, key)
		h.add(key, value, found, err)
	}
	return h.keys, h.tokens, h.err
}

// withoutHint has something else for the ID token, which nobody is shown.
func (r request) withoutHint() request {
	parameters := append([][2]string(nil), r.parameters...)
	for i := range parameters {
		if parameters[i][0] == "id_token_hint" {
			parameters[i][1] = "…"
		}
	}
	r.parameters = parameters
	return r
}

type holdings struct {
	client       *Client
	keys, tokens []string
	err          error // the first
}

// add takes what reading an entry has returned.
func (h *holdings) add(key, value string, found bool, err error) {
	if err != nil && h.err == nil {
		h.err = unreadable(err)
	}
	if !found {
		return
	}
	h.keys = appendOnce(h.keys, key)
	if key != h.client.config.SessionKey() {
		return
	}
	for _, name := range []string{"id_token", "access_token", "refresh_token"} {
		if stringOf(session{h.client.browser, value}.member(name)) != "" {
			h.tokens = appendOnce(h.tokens, name)
		}
	}
}

func appendOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
