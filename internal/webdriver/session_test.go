package webdriver_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/webdriver"
)

// driver is one that answers these commands, and notes what it was sent.
func driver(t *testing.T, answers map[string]string) (url string, sent map[string]string) {
	t.Helper()
	sent = map[string]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		command := r.Method + " " + r.URL.Path
		sent[command] = string(body)
		answer, ok := answers[command]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			answer = `{"value": {"error": "unknown command", "message": "what?"}}`
		}
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	return server.URL, sent
}

func TestASession(t *testing.T) {
	url, sent := driver(t, map[string]string{
		"POST /session":       `{"value": {"sessionId": "7", "capabilities": {"browserName": "MiniBrowser", "browserVersion": "2.50.6"}}}`,
		"POST /session/7/url": `{"value": null}`,
		"GET /session/7/url":  `{"value": "http://localhost/"}`,
		"DELETE /session/7":   `{"value": null}`,
	})

	s, err := webdriver.New(t.Context(), url, map[string]any{"acceptInsecureCerts": true})
	require.NoError(t, err)
	assert.Equal(t, "2.50.6", s.Capabilities.BrowserVersion)
	require.NoError(t, s.Call(t.Context(), http.MethodPost, "/url", map[string]any{"url": "http://localhost/"}, nil))
	var at string
	require.NoError(t, s.Call(t.Context(), http.MethodGet, "/url", nil, &at))
	assert.Equal(t, "http://localhost/", at)
	require.NoError(t, s.Close(t.Context()))

	assert.Equal(t, map[string]string{
		"POST /session":       `{"capabilities":{"alwaysMatch":{"acceptInsecureCerts":true}}}`,
		"POST /session/7/url": `{"url":"http://localhost/"}`,
		"GET /session/7/url":  "",
		"DELETE /session/7":   "",
	}, sent)
}

func TestARefusalIsAnError(t *testing.T) {
	url, _ := driver(t, nil)

	_, err := webdriver.New(t.Context(), url, nil)

	var refused *webdriver.Error
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "unknown command", refused.Code)
	assert.EqualError(t, err, "POST /session: unknown command: what?")
}

func TestWhatIsNoDriver(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<html>")
	}))
	defer server.Close()

	_, err := webdriver.New(t.Context(), server.URL, nil)

	require.ErrorContains(t, err, "POST /session")
}
