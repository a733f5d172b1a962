package authdomain

import (
	"encoding/json"
	"net/http"
	"net/url"
)

// webMessage is the response_mode by which Auth0 answers a request in a hidden iframe or
// in a popup: by a message to the page around it, or to the one that has opened it, which
// is on a Web Origin of the client.
const webMessage = "web_message"

// postAnswer posts params to that page, where it is on the origin of the
// redirect_uri. The script's text is JSON, which html/template would write as another
// one.
func postAnswer(w http.ResponseWriter, params url.Values, target *url.URL) {
	response := map[string]string{}
	for name := range params {
		response[name] = params.Get(name)
	}
	message, _ := json.Marshal(map[string]any{"type": "authorization_response", "response": response}) // strings do not fail
	origin, _ := json.Marshal(originOf(target.String()))
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'")
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("<!doctype html><title>Authorization response</title><script>(window.opener || parent).postMessage(" +
		string(message) + ", " + string(origin) + ")</script>"))
}
