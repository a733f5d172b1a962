package authdomain

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// authRequest is an authorization request whose client and redirect URI are known
// to be registered.
type authRequest struct {
	clientID, redirectURI, state  string
	scope, audience, nonce, hint  string
	challenge                     string
	silent, forcesLogin, hasLimit bool
	byMessage                     bool
	maxAge                        time.Duration
}

// s256Challenge is the form of a SHA-256 challenge (RFC 7636 4.2).
var s256Challenge = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// parseAuthRequest reads the parameters. The request it returns can answer the
// client even when it is refused.
func parseAuthRequest(query url.Values) (authRequest, *oauthError) {
	req := authRequest{
		clientID:    query.Get("client_id"),
		redirectURI: query.Get("redirect_uri"),
		state:       query.Get("state"),
		scope:       strings.Join(strings.Fields(query.Get("scope")), " "),
		audience:    query.Get("audience"),
		nonce:       query.Get("nonce"),
		hint:        query.Get("login_hint"),
		challenge:   query.Get("code_challenge"),
		byMessage:   query.Get("response_mode") == webMessage,
	}
	if refused := checkCodeFlow(query); refused != nil {
		return req, refused
	}
	if refused := req.setPrompt(strings.Fields(query.Get("prompt"))); refused != nil {
		return req, refused
	}
	return req, req.setMaxAge(query.Get("max_age"))
}

// checkCodeFlow accepts the code flow with an S256 challenge and nothing else:
// RFC 9700 2.1.1 requires PKCE of public clients, and S256 of those who can.
func checkCodeFlow(query url.Values) *oauthError {
	if name, ok := repeated(query, "response_type", "response_mode", "state", "scope", "audience", "nonce",
		"prompt", "max_age", "login_hint", "code_challenge", "code_challenge_method"); ok {
		return invalidRequest("The parameter " + name + " must not be repeated.")
	}
	if query.Get("request") != "" || query.Get("request_uri") != "" {
		return &oauthError{Code: "request_not_supported", Description: "Request objects are not supported."}
	}
	if query.Get("response_type") != "code" {
		return &oauthError{Code: "unsupported_response_type", Description: "The response_type must be code."}
	}
	if mode := query.Get("response_mode"); mode != "" && mode != "query" && mode != webMessage {
		return invalidRequest("The response_mode must be query or web_message.")
	}
	if query.Get("code_challenge_method") != "S256" || !s256Challenge.MatchString(query.Get("code_challenge")) {
		return invalidRequest("A code_challenge with code_challenge_method S256 is required.")
	}
	return nil
}

// setPrompt reads the prompt values of OpenID Connect Core 3.1.2.1. consent asks
// nothing here, since this server has no consent page.
func (a *authRequest) setPrompt(prompts []string) *oauthError {
	for _, prompt := range prompts {
		switch prompt {
		case "none":
			a.silent = true
		case "login", "select_account":
			a.forcesLogin = true
		case "consent":
		default:
			return invalidRequest("Unknown prompt value.")
		}
	}
	if a.silent && len(prompts) > 1 {
		return invalidRequest("The prompt value none excludes all others.")
	}
	return nil
}

func (a *authRequest) setMaxAge(value string) *oauthError {
	if value == "" {
		return nil
	}
	seconds, err := strconv.ParseUint(value, 10, 31)
	if err != nil {
		return invalidRequest("The max_age must be a number of seconds.")
	}
	a.hasLimit, a.maxAge = true, time.Duration(seconds)*time.Second
	return nil
}

// accepts tells whether the request may be answered from a live session.
func (a authRequest) accepts(session Session) bool {
	return !a.forcesLogin && (!a.hasLimit || time.Since(session.Since) < a.maxAge)
}

func hasScope(scope, want string) bool {
	return slices.Contains(strings.Fields(scope), want)
}
