package passport

import "github.com/passport-logout/passport-logout/internal/wire"

// question asks the provider for a code, as whoever the browser says that this is
// (prompt=none, OpenID Connect Core 1.0, section 3.1.2.1). A provider that knows nobody
// answers login_required.
type question struct {
	*logout
	state string
	url   string // "" where nobody is known to answer
}

// answer is what the provider says.
type answer struct {
	code  string // as it stands in a form
	fault string // the error code
}

// isOfUser tells whether the provider has seen a session: it gives a code, or wants more
// of a user whom it knows (section 3.1.2.6).
func (a answer) isOfUser() bool {
	switch a.fault {
	case "interaction_required", "consent_required", "account_selection_required":
		return true
	}
	return a.code != ""
}

// questions is how a provider is asked.
type questions struct {
	authorize, token string      // endpoints, "" where they are not known
	parameters       [][2]string // further ones of the first
}

// newQuestion is bound to the verifier of a code challenge (RFC 7636).
func (l *logout) newQuestion(challenge string) question {
	q := l.provider.questions()
	state := l.browser.RandomID()
	asked := request{endpoint: q.authorize, parameters: append([][2]string{
		{"response_type", "code"},
		{"prompt", "none"},
		{"scope", "openid"},
		{"client_id", l.config.ClientID},
		{"redirect_uri", l.config.RedirectURI},
		{"state", state},
		{"code_challenge", challenge},
		{"code_challenge_method", "S256"},
	}, q.parameters...)}
	return question{l, state, asked.url()}
}

// answerIn finds the answer in an event of the iframe or the popup: in a message of the
// provider's page (response_mode=web_message), in the URL that it has returned to, where
// this page may read that, or in the message of a callback page there. Nobody else
// knows the state.
func (q question) answerIn(e event) (a answer, found bool) {
	switch e.kind {
	case "commit", "load":
		return q.answerAt(stringOf(e.data))
	case "message":
		message := objectOf(e.data)
		if e.origin != q.domain.origin || message["type"] != "authorization_response" {
			return q.answerAt(stringOf(message["url"]))
		}
		response := objectOf(message["response"])
		return answer{formEscape(stringOf(response["code"])), stringOf(response["error"])}, response["state"] == q.state
	}
	return answer{}, false
}

func (q question) answerAt(href string) (a answer, found bool) {
	return answer{param(href, "code"), param(href, "error")}, param(href, "state") == q.state
}

// inFrame asks in a hidden iframe.
func (q question) inFrame() (a answer) {
	w := q.waitBriefly()
	defer w.close()
	closeFrame, err := q.browser.OpenFrame(q.url, wire.FrameAttributes, func(kind, origin string, data any) {
		w.post(event{kind, origin, data})
	})
	if err != nil {
		return a
	}
	w.own(closeFrame)
	for {
		e := w.next()
		if a, found := q.answerIn(e); found {
			return a
		}
		switch e.kind {
		case "load": // the message has come before, where the page posts one
			w.own(q.browser.After(probeAgainMS, func() { w.post(event{kind: eventSettled}) }))
		case eventSettled, eventTimeout, eventAborted, "removed", "hide":
			return a
		}
	}
}
