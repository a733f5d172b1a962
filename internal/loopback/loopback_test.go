package loopback_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/loopback"
)

func TestListen(t *testing.T) {
	tests := map[string]struct{ address, host string }{
		"a port":          {"0", "localhost"},
		"a port, marked":  {":0", "localhost"},
		"the name":        {"localhost:0", "localhost"},
		"an IPv4 address": {"127.0.0.1:0", "127.0.0.1"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			address, err := loopback.Listen(test.address, "-addr")
			require.NoError(t, err)
			defer address.Close()
			host, port, err := net.SplitHostPort(address.Host())
			require.NoError(t, err)
			assert.Equal(t, test.host, host)
			assert.NotEqual(t, "0", port)
			assert.Equal(t, "http://"+address.Host(), address.Origin())
		})
	}
}

func TestListenRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())

	tests := map[string]struct{ address, says string }{
		"every interface": {"0.0.0.0:9000", "-addr 0.0.0.0:9000: only this machine may reach it"},
		"another name":    {"example.com:9000", "only this machine may reach it"},
		"another address": {"192.0.2.1:9000", "only this machine may reach it"},
		"no port":         {"localhost", "cannot listen on port localhost, which -addr sets"},
		"a taken port":    {"localhost:" + port, "port " + port + " is taken: stop what uses it, or choose another with -addr"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := loopback.Listen(test.address, "-addr")
			assert.ErrorContains(t, err, test.says)
		})
	}
}

func TestServeUntilTheContextEnds(t *testing.T) {
	address, err := loopback.Listen(":0", "-addr")
	require.NoError(t, err)
	defer address.Close()
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() {
		over <- loopback.Serve(ctx, map[*loopback.Address]http.Handler{
			address: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Host) }),
		})
	}()

	response, err := http.Get(address.Origin())
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	assert.Equal(t, address.Host(), string(body))

	cancel()
	assert.NoError(t, <-over)
	_, err = http.Get(address.Origin())
	assert.Error(t, err)
}

func TestServeTellsWhyItFailed(t *testing.T) {
	address, err := loopback.Listen(":0", "-addr")
	require.NoError(t, err)
	address.Close()
	assert.ErrorIs(t, loopback.Serve(t.Context(), map[*loopback.Address]http.Handler{address: http.NotFoundHandler()}), net.ErrClosed)
}
