package passport

// Receipt tells what a logout did to each of the two sessions and to the refresh
// token.
type Receipt struct {
	Mode Mode
	// DurationMS is the time from the call to the end, in milliseconds.
	DurationMS float64
	Local      Local
	Revocation Revocation
	IDP        IDP
}

// Local tells what became of the application session.
type Local struct {
	Status LocalStatus
	// Removed lists the storage keys that were found and removed.
	Removed []string
}

// LocalStatus is the outcome for the application session.
type LocalStatus string

// The outcomes for the application session.
const (
	LocalCleared        LocalStatus = "cleared"
	LocalNothingToClear LocalStatus = "nothing_to_clear"
	LocalFailed         LocalStatus = "failed"
)

// Revocation tells what became of the refresh token (RFC 7009).
type Revocation struct {
	Status RevocationStatus
	// Reason says why the status is skipped or failed.
	Reason string
}

// RevocationStatus is the outcome for the refresh token.
type RevocationStatus string

// The outcomes for the refresh token. Sent means that the answer was not
// waited for.
const (
	RevocationRevoked RevocationStatus = "revoked"
	RevocationSent    RevocationStatus = "sent"
	RevocationSkipped RevocationStatus = "skipped"
	RevocationFailed  RevocationStatus = "failed"
)

// IDP tells what became of the Passport session at the auth domain.
type IDP struct {
	Status IDPStatus
	// Via is the evidence, empty where there is none.
	Via Via
	// Reason says why the status is not ended.
	Reason string
	// MS is the time that ending the Passport session took, in milliseconds.
	MS float64
}

// IDPStatus is the outcome for the Passport session.
type IDPStatus string

// The outcomes for the Passport session. Unverified means that the auth domain
// answered as if it had ended the session, but the browser may have kept the
// session's cookie from it.
const (
	IDPEnded      IDPStatus = "ended"
	IDPUnverified IDPStatus = "unverified"
	IDPFailed     IDPStatus = "failed"
	IDPSkipped    IDPStatus = "skipped"
)

// Via is the evidence that the auth domain was visited.
type Via string

// The evidence: the callback page's message, the location of the iframe, which is
// back on the callback page, that the window was away, that a popup was there and has
// come back, or what the auth domain has said in an iframe before and after.
const (
	ViaMessage  Via = "message"
	ViaLocation Via = "location"
	ViaRedirect Via = "redirect"
	ViaPopup    Via = "popup"
	ViaProbe    Via = "probe"
)

// pending is the reason of a step that has not been taken yet, in the receipt
// that the loggedOut event carries.
const pending = "pending"
