package main

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOnlyTheAppReadsAndChanges(t *testing.T) {
	c := start(t, "-client", "second", "-origin", "https://second.example")
	tests := map[string]struct {
		origin string
		reads  string
		status int // of a change
	}{
		"the app":           {app, app, http.StatusNoContent},
		"another client":    {"https://second.example", "https://second.example", http.StatusNoContent},
		"another port":      {"http://localhost:5174", "", http.StatusForbidden},
		"another site":      {"https://evil.example", "", http.StatusForbidden},
		"a sandboxed frame": {"null", "", http.StatusForbidden},
		"no page":           {"", "", http.StatusNoContent},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			header := http.Header{}
			if test.origin != "" {
				header = http.Header{"Origin": {test.origin}, "Sec-Fetch-Site": {"cross-site"}}
			}
			read, _ := c.do(http.MethodGet, "/_authdomain/sessions", "", header)
			assert.Equal(t, test.reads, read.Header.Get("Access-Control-Allow-Origin"))
			assert.Equal(t, "Origin", read.Header.Get("Vary"))
			preflight, _ := c.do(http.MethodOptions, "/_authdomain/faults", "", header)
			assert.Equal(t, test.reads, preflight.Header.Get("Access-Control-Allow-Origin"))
			change, _ := c.do(http.MethodPost, "/_authdomain/reset", "", header)
			assert.Equal(t, test.status, change.StatusCode)
		})
	}
}

func TestAnotherNameOfThisMachineIsRefused(t *testing.T) {
	c := start(t)
	for _, path := range []string{"/", "/v2/logout", "/_authdomain/sessions"} {
		response, text := c.do(http.MethodGet, path, "", http.Header{"Host": {"rebound.example"}})
		assert.Equal(t, http.StatusMisdirectedRequest, response.StatusCode, path)
		assert.Contains(t, text, "This auth domain is at "+c.origin)
	}
}
