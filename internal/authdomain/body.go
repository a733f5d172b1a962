package authdomain

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
)

// maxBody is far above any real request: a token request is under 4 KB.
const maxBody = 64 << 10

// readForm leaves the body's parameters in r.PostForm: from a form as the RFCs
// say, or from a flat JSON object, which Auth0 documents for /oauth/token and
// /oauth/revoke too. A malformed or oversized body has no parameters, so that the
// endpoint answers with its own error for a missing one.
func readForm(w http.ResponseWriter, r *http.Request) {
	r.PostForm = url.Values{}
	if r.Body == nil || r.Method != http.MethodPost {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if form, err := decodeForm(r.Header.Get("Content-Type"), body); err == nil {
		r.PostForm = form
	}
}

func decodeForm(contentType string, body []byte) (url.Values, error) {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, fmt.Errorf("content type: %w", err)
	}
	switch mediaType {
	case "application/x-www-form-urlencoded":
		return url.ParseQuery(string(body))
	case "application/json":
		return decodeJSON(body)
	default:
		return nil, fmt.Errorf("content type %q is neither a form nor JSON", mediaType)
	}
}

func decodeJSON(body []byte) (url.Values, error) {
	var fields map[string]string
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, err
	}
	form := url.Values{}
	for name, value := range fields {
		form.Set(name, value)
	}
	return form, nil
}

// repeated names the first of names that occurs more than once: RFC 6749 3.1 and
// 3.2 forbid it, because two readers may pick different ones.
func repeated(values url.Values, names ...string) (string, bool) {
	for _, name := range names {
		if len(values[name]) > 1 {
			return name, true
		}
	}
	return "", false
}
