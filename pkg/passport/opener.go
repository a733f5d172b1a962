package passport

import (
	"github.com/passport-logout/passport-logout/internal/stringslite"
	"github.com/passport-logout/passport-logout/internal/wire"
)

// reportToOpener reports, on the callback page in a popup, to the page that has
// opened that: by a message, and on the channel where a Cross-Origin-Opener-Policy
// has cut the two off from each other. It tells whether this is such a page.
//
// A popup is known by what its opener has left in the session storage, and closes
// itself only then: a user's own tab stays. One that is sent on from here is closed by
// its opener, if that is still there. Where the opener is of another origin, or
// in a frame of another site, that cannot be seen, but a message reaches it.
func reportToOpener(b Browser, message map[string]any, origin string) (done bool) {
	id, inPopup, _ := b.StorageGet(sessionStorage, wire.PopupKey)
	if !inPopup { // WebKit may have copied the storage before the mark was in it
		id, inPopup = b.OpenerSession(wire.PopupKey)
	}
	posted := (inPopup || origin != b.Origin() || b.IsPopupOfFrame()) && b.PostToOpener(message, origin)
	if !inPopup {
		return posted
	}
	stays := stringslite.HasSuffix(id, wire.PopupStays)
	if !stays {
		_ = b.StorageRemove(sessionStorage, wire.PopupKey)
	}
	b.Broadcast(wire.Channel, wire.PopupKey+" "+id+" "+stringOf(message["url"]))
	if stays && posted {
		b.After(wire.PopupStaysMS, b.Close)
	} else {
		b.Close()
	}
	return true
}
