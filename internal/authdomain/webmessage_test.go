package authdomain_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAuthorizeAnswersByAMessage(t *testing.T) {
	byMessage := url.Values{"prompt": {"none"}, "response_mode": {"web_message"}, "state": {"</script>"}}
	d := start(t)
	a := d.get("/authorize", authParams(byMessage))
	assert.Equal(t, http.StatusOK, a.StatusCode)
	assert.Contains(t, a.body, `"error":"login_required"`)
	assert.Contains(t, a.body, `"type":"authorization_response"`)
	assert.Contains(t, a.body, `, "`+app+`")</script>`)
	assert.Contains(t, a.body, `"state":"\u003c/script\u003e"`)
	assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))

	d.signIn(nil)
	assert.Contains(t, d.get("/authorize", authParams(byMessage)).body, `"code":"`)
}

// Auth0 posts to the client's Web Origins only.
func TestAuthorizePostsToNoOtherOrigin(t *testing.T) {
	d := start(t)
	client := demoClient()
	client.WebOrigins = nil
	d.AddClient(client)
	a := d.get("/authorize", authParams(url.Values{"prompt": {"none"}, "response_mode": {"web_message"}}))
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.text(), "Allowed Web Origins")
}
