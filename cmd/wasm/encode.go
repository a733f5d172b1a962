//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// encodeReceipt makes the LogoutReceipt of web/passport.d.ts.
func encodeReceipt(r *passport.Receipt) js.Value {
	return object(
		"mode", string(r.Mode),
		"durationMs", r.DurationMS,
		"engine", "wasm",
		"local", object("status", string(r.Local.Status), "removed", list(r.Local.Removed)),
		"revocation", object("status", string(r.Revocation.Status), "reason", text(r.Revocation.Reason)),
		"idp", object("status", string(r.IDP.Status), "via", text(string(r.IDP.Via)), "reason", text(r.IDP.Reason), "ms", r.IDP.MS),
	)
}

// encodeEvent makes the detail of a loggedOut event.
func encodeEvent(e passport.LoggedOut) js.Value {
	if e.Receipt == nil {
		return object("reason", e.Reason)
	}
	var settled any
	if e.Settled != nil {
		settled = promise(func() (js.Value, error) {
			receipt, err := e.Settled()
			return encodeReceipt(&receipt), err
		})
	}
	return object("reason", e.Reason, "receipt", encodeReceipt(e.Receipt), "settled", settled)
}

// encodeRedirect makes the LogoutRedirect of web/passport.d.ts. What the page has left
// as its state may be anything by now.
func encodeRedirect(r passport.LogoutRedirect) js.Value {
	var appState any
	if value, err := jsbridge.ParseJSON(r.AppState); err == nil {
		appState = value
	}
	return object("state", string(r.State), "appState", appState, "error", text(r.Error))
}

// object makes an object of names and values, without those that are nil.
func object(pairs ...any) js.Value {
	o := js.ValueOf(map[string]any{})
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != nil {
			o.Set(pairs[i].(string), pairs[i+1])
		}
	}
	return o
}

// list is an array of texts.
func list(texts []string) []any {
	array := make([]any, len(texts))
	for i, text := range texts {
		array[i] = text
	}
	return array
}

// text is nil for an empty text.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// encodeError makes the PassportError that a promise rejects with, or takes what the
// page has thrown.
func encodeError(err error) js.Value {
	if t, ok := err.(thrown); ok {
		return t.value
	}
	failure, ok := err.(*passport.Error)
	if !ok {
		failure = &passport.Error{Code: passport.Internal, Message: err.Error()}
	}
	e := jsbridge.NewError(failure.Message)
	e.Set("name", "PassportError")
	e.Set("type", failure.Code.Type())
	e.Set("code", string(failure.Code))
	if failure.Receipt != nil {
		e.Set("receipt", encodeReceipt(failure.Receipt))
	}
	if cause, ok := failure.Err.(*jsbridge.Error); ok {
		e.Set("cause", cause.Value)
	}
	return e
}
