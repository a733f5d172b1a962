// Package webdriver drives a browser by WebDriver (W3C), as far as the tests of this
// project need: a session is begun and ended, and commands are sent and answered.
package webdriver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Session is one browser behind a driver. A driver answers one command at a time.
type Session struct {
	base string // of its commands
	// Capabilities are what the browser says of itself.
	Capabilities struct {
		BrowserName    string `json:"browserName"`
		BrowserVersion string `json:"browserVersion"`
	}
}

// Error is a command that the driver has refused (WebDriver, section 6.6).
type Error struct {
	Command string
	// Code is the error code, such as "no such window".
	Code    string `json:"error"`
	Message string `json:"message"`
}

// Error joins all that is known.
func (e *Error) Error() string { return e.Command + ": " + e.Code + ": " + e.Message }

// New begins a session at a driver, whose URL has no slash at its end, with
// capabilities that must be met.
func New(ctx context.Context, driver string, capabilities map[string]any) (*Session, error) {
	s := &Session{base: driver}
	var begun struct {
		SessionID    string          `json:"sessionId"`
		Capabilities json.RawMessage `json:"capabilities"`
	}
	err := s.Call(ctx, http.MethodPost, "/session",
		map[string]any{"capabilities": map[string]any{"alwaysMatch": capabilities}}, &begun)
	if err != nil {
		return nil, err
	}
	s.base += "/session/" + begun.SessionID
	return s, json.Unmarshal(begun.Capabilities, &s.Capabilities)
}

// Call sends a command, by the method and the path that WebDriver gives it within a
// session, and decodes its value into value, which may be nil. body is nil for the
// method GET. The error is an [*Error] where the driver refuses.
func (s *Session) Call(ctx context.Context, method, path string, body, value any) error {
	command := method + " " + path
	var data []byte
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return fmt.Errorf("%s: %w", command, err)
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, s.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	if response.StatusCode != http.StatusOK {
		refused := &Error{Command: command}
		if err := json.Unmarshal(answer.Value, refused); err != nil {
			return fmt.Errorf("%s: status %d: %w", command, response.StatusCode, err)
		}
		return refused
	}
	if value == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, value)
}

// Close ends the session and its browser.
func (s *Session) Close(ctx context.Context) error {
	return s.Call(ctx, http.MethodDelete, "", nil, nil)
}
