package main

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestFlagsRegisterWhatFollowsAClient(t *testing.T) {
	set, err := parseFlags([]string{
		"-client", "one", "-origin", "HTTP://localhost:5173/", "-origin", "http://127.0.0.1:5173",
		"-client", "two", "-origin", "http://localhost:3000", "-redirect-uri", "http://localhost:3000/in?tenant=a", "-logout-uri", "http://localhost:3000/",
	}, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, settings{
		addr: "localhost:9000", sameSite: http.SameSiteLaxMode, faults: faults{},
		clients: []authdomain.Client{{
			ID:           "one",
			WebOrigins:   []string{"http://localhost:5173", "http://127.0.0.1:5173"},
			RedirectURIs: []string{"http://localhost:5173/redirect", "http://127.0.0.1:5173/redirect"},
			LogoutURIs:   []string{"http://localhost:5173/silent-logout", "http://127.0.0.1:5173/silent-logout"},
		}, {
			ID:           "two",
			WebOrigins:   []string{"http://localhost:3000"},
			RedirectURIs: []string{"http://localhost:3000/in?tenant=a"},
			LogoutURIs:   []string{"http://localhost:3000/"},
		}},
	}, set)
}

func TestFlagsOfTheServer(t *testing.T) {
	set, err := parseFlags([]string{
		"-addr", "127.0.0.1:9001", "-same-site", "none", "-sign-in", "ada@example.com",
		"-fault", "/v2/logout hang", "-fault", " /oauth/revoke delay 2s status 503", "-client", "c", "-origin", "http://localhost:5173",
	}, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:9001", set.addr)
	assert.Equal(t, http.SameSiteNoneMode, set.sameSite)
	assert.Equal(t, "ada@example.com", set.signIn)
	assert.Equal(t, faults{"/v2/logout": "hang", "/oauth/revoke": "delay 2s status 503"}, set.faults)
}

func TestFlagsRefuse(t *testing.T) {
	tests := map[string]struct {
		args []string // after a good client
		says string
	}{
		"no flag":              {[]string{"-clients", "x"}, "flag provided but not defined: -clients"},
		"an argument":          {[]string{"http://localhost:3000"}, `"http://localhost:3000" is no flag`},
		"an empty client":      {[]string{"-client", ""}, "it needs an ID"},
		"a client twice":       {[]string{"-client", "c"}, "this client is there already"},
		"no origin":            {[]string{"-client", "d"}, `the client "d" has no -origin, such as http://localhost:5173`},
		"an origin with path":  {[]string{"-origin", "http://localhost:5173/app"}, "an origin is a scheme, a host and a port"},
		"an origin of a host":  {[]string{"-origin", "localhost:5173"}, `invalid value "localhost:5173" for flag -origin: an origin is a scheme`},
		"any origin":           {[]string{"-origin", "*"}, "an origin is a scheme"},
		"a relative callback":  {[]string{"-redirect-uri", "/redirect"}, "a whole URL is needed"},
		"a logout of a host":   {[]string{"-logout-uri", "localhost:5173/bye"}, `for flag -logout-uri: a whole URL is needed, such as http://localhost:5173/`},
		"a cookie policy":      {[]string{"-same-site", "strict"}, "it is lax or none"},
		"a name signs in":      {[]string{"-sign-in", "Ada"}, "it is no e-mail address, such as player@example.com"},
		"an unknown fault":     {[]string{"-fault", "/v2/logout hung"}, `/v2/logout: "hung" is no fault: it is hang, drop`},
		"a fault without word": {[]string{"-fault", "/v2/logout"}, "/v2/logout: a fault needs a word, such as hang"},
		"a fault of nothing":   {[]string{"-fault", "/v2/logut hang"}, `"/v2/logut" is no endpoint of the auth domain, such as /v2/logout`},
		"two faults of a path": {[]string{"-fault", "/v2/logout hang", "-fault", "/v2/logout drop"}, "the path has a fault already: join their words"},
		"another machine":      {[]string{"-addr", "0.0.0.0:9000"}, "-addr 0.0.0.0:9000: only this machine may reach it"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"-client", "c", "-origin", "http://localhost:5173"}, test.args...)
			assert.ErrorContains(t, run(t.Context(), args, io.Discard), test.says)
		})
	}
	assert.ErrorContains(t, run(t.Context(), nil, io.Discard), "it needs an app: -client my-client -origin http://localhost:5173")
	assert.ErrorContains(t, run(t.Context(), []string{"-origin", "http://localhost:5173"}, io.Discard), "it stands before the -client that it belongs to")
}

func TestHelp(t *testing.T) {
	var out bytes.Buffer
	assert.ErrorIs(t, run(t.Context(), []string{"-h"}, &out), flag.ErrHelp)
	assert.Contains(t, out.String(), "Usage: authdomain -client ID -origin ORIGIN")
	assert.Contains(t, out.String(), "-sign-in e-mail")
}
