package authdomain_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zitadel/oidc/v3/pkg/client/rp"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"golang.org/x/oauth2"
)

// TestRelyingParty lets a certified relying party judge the whole flow, since the
// other tests were written by the author of the server.
func TestRelyingParty(t *testing.T) {
	d := start(t)
	party := newParty(t, d)
	ctx := context.Background()

	d.post("/u/login", url.Values{"state": {d.openLogin(nil)}, "email": {"ada@example.com"}})
	target := rp.AuthURL("st&te", party, rp.WithCodeChallenge(oidc.NewSHACodeChallenge(verifier)), withNonce("n0nce"))
	back := d.do(http.MethodGet, target, "", nil)
	require.Equal(t, "st&te", back.location(t).Query().Get("state"))

	tokens, err := rp.CodeExchange[*oidc.IDTokenClaims](ctx, code(t, back), party, rp.WithCodeVerifier(verifier))
	require.NoError(t, err, "the ID token's signature, issuer, audience, expiry and nonce")
	claims := tokens.IDTokenClaims
	assert.Equal(t, "ada@example.com", claims.Email)
	assert.Equal(t, "ada", claims.Nickname)
	assert.Equal(t, d.Sessions()[0].SID, claims.SessionID)

	info, err := rp.Userinfo[*oidc.UserInfo](ctx, tokens.AccessToken, tokens.TokenType, claims.Subject, party)
	require.NoError(t, err)
	assert.Equal(t, "ada@example.com", info.Email)

	renewed, err := rp.RefreshTokens[*oidc.IDTokenClaims](ctx, party, tokens.RefreshToken, "", "")
	require.NoError(t, err)
	assert.Equal(t, claims.Subject, renewed.IDTokenClaims.Subject)
	require.True(t, d.RefreshTokenActive(renewed.RefreshToken))

	require.NoError(t, rp.RevokeToken(ctx, party, renewed.RefreshToken, "refresh_token"))
	assert.False(t, d.RefreshTokenActive(renewed.RefreshToken))
	_, err = rp.RefreshTokens[*oidc.IDTokenClaims](ctx, party, renewed.RefreshToken, "", "")
	var refused *oidc.Error
	require.True(t, errors.As(err, &refused), "%v", err)
	assert.EqualValues(t, "invalid_grant", refused.ErrorType)
}

func newParty(t *testing.T, d *domain) rp.RelyingParty {
	t.Helper()
	party, err := rp.NewRelyingPartyOIDC(context.Background(), d.url+"/", "demo", "", callback,
		[]string{"openid", "email", "offline_access"},
		rp.WithHTTPClient(d.http.Client()),
		rp.WithAuthStyle(oauth2.AuthStyleInParams),
		rp.WithSigningAlgsFromDiscovery(),
		rp.WithVerifierOpts(rp.WithNonce(func(context.Context) string { return "n0nce" })),
	)
	require.NoError(t, err)
	return party
}

func withNonce(nonce string) rp.AuthURLOpt {
	return func() []oauth2.AuthCodeOption { return []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("nonce", nonce)} }
}
