package passport

// Code tells what went wrong. web/passport.d.ts lists the same codes.
type Code string

// The codes of an [Error].
const (
	// InvalidConfig: a value is missing, of the wrong type, or not one of those
	// that are allowed.
	InvalidConfig Code = "invalid_config"
	// UnsafeURL: a URL is not https (or http on loopback or on the page's own
	// origin), carries credentials, or is on an origin that is not allowed.
	UnsafeURL Code = "unsafe_url"
	// StorageFailed: the application session could not be proved gone.
	StorageFailed Code = "storage_failed"
	// Timeout: nothing happened within the time limit.
	Timeout Code = "timeout"
	// IDPDidNotReturn: the iframe ended on another page than the callback page, the
	// auth domain's or, as the message says then, one of this origin.
	IDPDidNotReturn Code = "idp_did_not_return"
	// IDPUnreachable: neither the iframe nor a request has reached the auth domain,
	// or the browser blocks it.
	IDPUnreachable Code = "idp_unreachable"
	// IDPError: the auth domain returned to the callback page with an error or with
	// another state than was sent, or the metadata of an OpenID provider are wrong.
	IDPError Code = "idp_error"
	// FrameBlocked: the auth domain or the callback page refuses to be framed.
	FrameBlocked Code = "frame_blocked"
	// CSPBlocked: the page's own Content Security Policy stopped the iframe.
	CSPBlocked Code = "csp_blocked"
	// FrameRemoved: the iframe was taken away twice before the logout was over, or
	// the page was left.
	FrameRemoved Code = "frame_removed"
	// Offline: the browser says that it has no network, and a request has failed.
	Offline Code = "offline"
	// NavigationBlocked: the page could not be left for the auth domain.
	NavigationBlocked Code = "navigation_blocked"
	// PopupBlocked: the browser did not open the popup.
	PopupBlocked Code = "popup_blocked"
	// PopupClosed: the popup was closed before the auth domain returned, or a
	// Cross-Origin-Opener-Policy has cut it off for good.
	PopupClosed Code = "popup_closed"
	// NotFramed: the callback page was opened outside the hidden iframe and the popup,
	// and there is no other page to bring the user back to.
	NotFramed Code = "not_framed"
	// UnsupportedEnvironment: there is no browser here, or an opaque origin.
	UnsupportedEnvironment Code = "unsupported_environment"
	// EngineFailed: the WebAssembly program could not be loaded, or has died. Only
	// the JavaScript loader says so.
	EngineFailed Code = "engine_failed"
	// Internal: a defect of this module.
	Internal Code = "internal"
	// Aborted: [Options.Signal] ended the wait. JavaScript callers get the
	// signal's reason instead of this code.
	Aborted Code = "aborted"
)

// Type is the incumbent's classification of an error, kept for code that was
// written for @imtbl/passport.
func (c Code) Type() string {
	if c == InvalidConfig || c == UnsafeURL {
		return "INVALID_CONFIGURATION"
	}
	return "LOGOUT_ERROR"
}

// Error is every error that this package returns. Its message says what
// failed, what was done anyway and what to change; it never holds a token, nor
// the query of a URL.
type Error struct {
	Code    Code
	Message string
	// Receipt tells what was done, where anything was.
	Receipt *Receipt
	// Err is the cause, where there is one.
	Err error
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func fail(code Code, message string) *Error {
	return &Error{Code: code, Message: message}
}

func failWith(code Code, message string, cause error) *Error {
	return &Error{Code: code, Message: message, Err: cause}
}
