package passporttest

import (
	"crypto/sha256"
	"encoding/base64"
)

// Challenge hashes on a goroutine of its own, or reports the fault.
func (b *Browser) Challenge(verifier string, done func(challenge string, err error)) {
	go func() {
		if err := b.fault("Challenge"); err != nil {
			done("", err)
			return
		}
		sum := sha256.Sum256([]byte(verifier))
		done(base64.RawURLEncoding.EncodeToString(sum[:]), nil)
	}()
}

// PostForText reports, on a goroutine of its own, what AnswerText answers.
func (b *Browser) PostForText(url, body string, done func(text string, err error)) {
	_ = b.log("PostForText", url, body)
	go func() {
		if b.AnswerText == nil {
			done("", nil)
			return
		}
		done(b.AnswerText(Request{url, body}))
	}()
}
