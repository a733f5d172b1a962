//go:build js && wasm

package jsbridge

import "syscall/js"

// Challenge calls done once with the S256 challenge of a code verifier (RFC 7636,
// section 4.2), or with an error where the browser has no crypto.subtle, as on an
// insecure origin.
func (w *Window) Challenge(verifier string, done func(challenge string, err error)) {
	async(func() js.Value {
		text := uint8Array.new(num(len(verifier)))
		js.CopyBytesToJS(text, []byte(verifier))
		return call(get(w.crypto, "subtle"), "digest", str("SHA-256"), text)
	}, func(digest js.Value, err error) {
		if err != nil {
			done("", err)
			return
		}
		var sum [32]byte
		js.CopyBytesToGo(sum[:], uint8Array.new(digest))
		done(encodeBase64URL(sum[:]), nil)
	})
}

// encodeBase64URL writes base64url without padding (RFC 4648, section 5).
func encodeBase64URL(data []byte) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	var text []byte
	bits, have := 0, 0
	for _, b := range data {
		bits, have = bits<<8|int(b), have+8
		for have >= 6 {
			have -= 6
			text = append(text, alphabet[bits>>have&63])
		}
	}
	if have > 0 {
		text = append(text, alphabet[bits<<(6-have)&63])
	}
	return string(text)
}

// PostForText posts a form with fetch, without cookies, and calls done once with the
// text of the answer, whatever its status, or with an error where the browser shows
// none.
func (w *Window) PostForText(url, body string, done func(text string, err error)) {
	async(func() js.Value {
		options := parseOptions(formPost)
		setOption(options, "body", str(body))
		return fetch.call(window, str(url), options)
	}, func(response js.Value, err error) {
		if err != nil {
			done("", err)
			return
		}
		async(func() js.Value { return call(response, "text") }, func(value js.Value, err error) {
			text, _ := String(value)
			done(text, err)
		})
	})
}
