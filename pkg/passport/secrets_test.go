package passport

import (
	"encoding/json"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Neither a receipt nor an event nor a message shows a token or the query of a
// URL, whatever happens.
func TestNothingSecretIsShown(t *testing.T) {
	frame := func(f func(*passporttest.Frame)) func(*world) { return func(w *world) { w.OnFrame = f } }
	fault := func(method string) func(*world) { return func(w *world) { w.fault(errTest, method) } }
	provider := func(answer string, edit func(*world)) func(*world) {
		return func(w *world) {
			signedInAt(OIDCProvider{Issuer: issuer, LogoutHint: "SECRET-QUERY", Parameters: [][2]string{{"a", "SECRET-QUERY"}}}, ModeSilent)(w)
			w.AnswerGet = func(string) (int, string, error) { return 200, answer, nil }
			edit(w)
		}
	}
	evil := Options{LogoutRedirectURI: "https://evil.test/?SECRET-QUERY"}
	tests := map[string]struct {
		edit    func(*world)
		options Options
	}{
		"success":          {edit: frame(func(f *passporttest.Frame) { f.Message(appOrigin, callbackMessage) })},
		"timeout":          {edit: func(*world) {}},
		"error":            {edit: frame(func(f *passporttest.Frame) { f.Load(callback + "?error=SECRET-QUERY") })},
		"unreadable":       {edit: frame(func(f *passporttest.Frame) { f.Load("") })},
		"blocked":          {edit: frame(func(f *passporttest.Frame) { f.Violation(f.URL, "frame-src") })},
		"framing refused":  {edit: frame(func(f *passporttest.Frame) { f.Violation(f.URL, "frame-ancestors") })},
		"removed":          {edit: frame(func(f *passporttest.Frame) { f.Remove() })},
		"offline":          {edit: func(w *world) { w.Offline = true }},
		"no frame":         {edit: fault("OpenFrame")},
		"stuck":            {options: Options{Mode: ModeRedirect}, edit: func(*world) {}},
		"not left":         {options: Options{Mode: ModeRedirect}, edit: fault("Replace")},
		"not cleared":      {options: Options{Mode: ModeLocal}, edit: fault("StorageRemove")},
		"not readable":     {options: Options{Mode: ModeLocal}, edit: fault("StorageGet")},
		"no database":      {options: Options{Mode: ModeLocal}, edit: func(w *world) { w.config.CrossSDKBridge = true; fault("DatabaseGet")(w) }},
		"unsafe":           {options: evil, edit: func(*world) {}},
		"unsafe scheme":    {options: Options{LogoutRedirectURI: "javascript:SECRET-QUERY"}, edit: func(*world) {}},
		"unsafe user":      {options: Options{LogoutRedirectURI: "https://SECRET-QUERY@app.test/"}, edit: func(*world) {}},
		"not a URL":        {options: Options{LogoutRedirectURI: "SECRET-QUERY"}, edit: func(*world) {}},
		"provider":         {edit: provider(metadata, func(*world) {})},
		"provider's error": {edit: provider(metadata, frame(func(f *passporttest.Frame) { f.Load(callback + "?state=SECRET-QUERY") }))},
		"provider unknown": {edit: provider(`{"issuer":"SECRET-QUERY"}`, func(*world) {})},
		"provider unsafe":  {edit: provider(`{"issuer":"`+issuer+`","end_session_endpoint":"http://op.test/?SECRET-QUERY"}`, func(*world) {})},
		"provider stuck":   {options: Options{Mode: ModeRedirect, AppState: "SECRET-QUERY"}, edit: provider(metadata, func(*world) {})},
		"unknown mode":     {options: Options{Mode: "popover"}, edit: func(*world) {}},
		"revocation fails": {edit: func(w *world) { w.Answer = func(passporttest.Request) (int, error) { return 0, errTest } }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.config.LogoutRedirectURI = callback + "?q=SECRET-QUERY"
				test.edit(w)
			}, func(w *world) {
				events := w.heard()
				r := w.logout(test.options)
				<-r.done
				shown, err := json.Marshal([]any{r.receipt, *events})
				require.NoError(t, err)
				assert.NotContains(t, string(shown), "SECRET")
				if r.err == nil {
					return
				}
				for _, message := range []string{r.err.Error(), r.err.(*Error).Message} {
					assert.NotEmpty(t, message)
					assert.NotContains(t, message, "SECRET")
					assert.NotContains(t, message, "?")
				}
			})
		})
	}
}
