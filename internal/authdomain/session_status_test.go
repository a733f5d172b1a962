package authdomain_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSessionStatus(t *testing.T) {
	d := start(t)
	a := d.get("/session", nil)
	assert.JSONEq(t, `{"active":false}`, a.body)
	assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))

	d.signIn(nil)
	status := d.get("/session", nil).json(t)
	assert.Equal(t, true, status["active"])
	assert.Equal(t, "player@example.com", status["email"])
	since, err := time.Parse(time.RFC3339Nano, status["since"].(string))
	require.NoError(t, err)
	assert.True(t, since.Equal(d.Sessions()[0].Since))
}

func TestForgedCookieIsNoSession(t *testing.T) {
	d := start(t)
	_, cookie := d.SignIn("ada@example.com")
	d.newBrowser()
	forged := d.do(http.MethodGet, "/session", "", http.Header{"Cookie": {"auth_session=" + cookie.Value + "x"}})
	assert.JSONEq(t, `{"active":false}`, forged.body)
	live := d.do(http.MethodGet, "/session", "", http.Header{"Cookie": {cookie.Name + "=" + cookie.Value}})
	assert.Equal(t, "ada@example.com", live.json(t)["email"])
}
