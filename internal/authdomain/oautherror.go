package authdomain

import (
	"encoding/json"
	"net/http"
)

// oauthError is an error answer of RFC 6749 (4.1.2.1 in a redirect, 5.2 as JSON).
// Its description is fixed text, never what the client sent.
type oauthError struct {
	Status      int    `json:"-"`
	Code        string `json:"error"`
	Description string `json:"error_description,omitempty"`
}

func invalidRequest(description string) *oauthError {
	return &oauthError{Status: http.StatusBadRequest, Code: "invalid_request", Description: description}
}

func invalidGrant(description string) *oauthError {
	return &oauthError{Status: http.StatusBadRequest, Code: "invalid_grant", Description: description}
}

func (e *oauthError) write(w http.ResponseWriter) {
	writeJSON(w, e.Status, e)
}

// writeJSON answers with a body that no cache may keep (RFC 6749 5.1).
func writeJSON(w http.ResponseWriter, status int, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}
