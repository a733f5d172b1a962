package passport

import (
	"encoding/json"
	"testing"

	"github.com/passport-logout/passport-logout/pkg/passport/passporttest"
	"github.com/stretchr/testify/assert"
)

// entry is a stored session with an ID token of some claims.
func entry(claims string) string {
	text, _ := json.Marshal(map[string]string{"id_token": token(claims), "refresh_token": "R"})
	return string(text)
}

const (
	loginClaims   = `{"iss":"i","sub":"user","sid":"1","auth_time":1000,"iat":1000}`
	refreshClaims = `{"iss":"i","sub":"user","sid":"1","auth_time":1000,"iat":1300}`
	reloginClaims = `{"iss":"i","sub":"user","sid":"2","auth_time":1400,"iat":1400}`
)

func TestIsNewLogin(t *testing.T) {
	tests := map[string]struct {
		before, now string // claims, or a whole entry
		want        bool
	}{
		"refresh":                        {loginClaims, refreshClaims, false},
		"new login":                      {loginClaims, reloginClaims, true},
		"new login in the same second":   {loginClaims, `{"sub":"user","sid":"2","auth_time":1000}`, true},
		"the same Passport session":      {loginClaims, `{"sub":"user","sid":"1","auth_time":1400}`, false},
		"another user":                   {loginClaims, `{"iss":"i","sub":"other","sid":"1"}`, true},
		"another issuer":                 {loginClaims, `{"iss":"j","sub":"user","sid":"1"}`, true},
		"no sid, same sign-in":           {`{"sub":"user","auth_time":1000}`, refreshClaims, false},
		"no sid, later sign-in":          {`{"sub":"user","auth_time":1000}`, reloginClaims, true},
		"no sid, earlier sign-in":        {loginClaims, `{"sub":"user","auth_time":900}`, false},
		"neither sid nor auth_time":      {`{"iss":"i","sub":"user"}`, `{"iss":"i","sub":"user"}`, false},
		"auth_time on one side only":     {`{"sub":"user"}`, `{"sub":"user","auth_time":2000}`, false},
		"auth_time that is no number":    {loginClaims, `{"sub":"user","auth_time":"2000"}`, false},
		"sid that is no text":            {loginClaims, `{"sub":"user","sid":2}`, false},
		"no ID token before":             {`{"access_token":"a"}`, entry(reloginClaims), false},
		"no ID token now":                {entry(loginClaims), `{"access_token":"a"}`, false},
		"opaque ID token now":            {entry(loginClaims), `{"id_token":"opaque"}`, false},
		"nothing before":                 {"", entry(reloginClaims), false},
		"nothing now":                    {entry(loginClaims), "", false},
		"corrupt now":                    {entry(loginClaims), `{"id_token":`, false},
		"claims that say nothing at all": {`{}`, `{}`, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, isNewLogin(passporttest.New(appPage), stored(test.before), stored(test.now)))
		})
	}
}

func stored(claimsOrEntry string) string {
	var fields map[string]any
	_ = json.Unmarshal([]byte(claimsOrEntry), &fields)
	if fields == nil || fields["id_token"] != nil || fields["access_token"] != nil {
		return claimsOrEntry
	}
	return entry(claimsOrEntry)
}
