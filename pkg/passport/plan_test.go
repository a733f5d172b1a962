package passport

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/wire"
)

func TestPlan(t *testing.T) {
	otherSite := func(w *world) { w.CookieDomains = nil }
	every := []string{"id_token", "access_token", "refresh_token"}
	tests := map[string]struct {
		edit    func(*world)
		options Options
		want    Plan
	}{
		"silent": {want: Plan{ModeSilent, "configured", logoutLink, []string{sessionKey}, every, nil}},
		"redirect": {
			options: Options{Mode: ModeRedirect},
			want:    Plan{ModeRedirect, "configured", logoutLink, []string{sessionKey}, every, nil},
		},
		"local": {
			options: Options{Mode: ModeLocal},
			want:    Plan{ModeLocal, "configured", "", []string{sessionKey}, every, nil},
		},
		"auto on the same site": {
			options: Options{Mode: ModeAuto},
			want:    Plan{ModeSilent, "same_site", logoutLink, []string{sessionKey}, every, nil},
		},
		"auto on another site": {
			edit:    otherSite,
			options: Options{Mode: ModeAuto},
			want:    Plan{ModeRedirect, "cross_site", logoutLink, []string{sessionKey}, every, nil},
		},
		"nobody is signed in": {
			edit: func(w *world) { _ = w.StorageRemove(localStorage, sessionKey) },
			want: Plan{ModeSilent, "configured", logoutLink, nil, nil, nil},
		},
		"an entry that is no session": {
			edit: func(w *world) { _ = w.StorageSet(localStorage, sessionKey, "null") },
			want: Plan{ModeSilent, "configured", logoutLink, []string{sessionKey}, nil, nil},
		},
		"leftovers and keys of the app, in both areas": {
			edit: func(w *world) {
				w.config.StorageKeys = []string{"mine", "none"}
				_ = w.StorageSet(localStorage, "mine", "")
				_ = w.StorageSet(sessionStorage, "mine", "")
				_ = w.StorageSet(sessionStorage, "imtbl_pkce_data", "1")
			},
			want: Plan{ModeSilent, "configured", logoutLink, []string{"imtbl_pkce_data", "mine", sessionKey}, every, nil},
		},
		"the session of game SDKs": {
			edit: func(w *world) {
				w.config.CrossSDKBridge = true
				_ = w.StorageRemove(localStorage, sessionKey)
				w.DatabaseSet(wire.Database, wire.Store, sessionKey, `{"refresh_token":"1"}`)
			},
			want: Plan{
				ModeSilent, "configured", strings.Replace(logoutLink, "/v2/logout", "/im-logged-out", 1),
				[]string{sessionKey},
				[]string{"refresh_token"},
				nil,
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, test.edit, func(w *world) {
				events, before := w.heard(), w.Calls()
				got, err := w.client.Plan(test.options)
				require.NoError(t, err)
				assert.Equal(t, test.want, got)
				assert.Equal(t, before, w.Calls(), "nothing is done")
				assert.Empty(t, *events)
			})
		})
	}
}

func TestPlanFails(t *testing.T) {
	tests := map[string]struct {
		edit    func(*world)
		options Options
		want    Code
	}{
		"wrong mode":       {nil, Options{Mode: "popover"}, InvalidConfig},
		"hostile URL":      {nil, Options{LogoutRedirectURI: "https://evil.test/"}, UnsafeURL},
		"denied storage":   {func(w *world) { w.fault(errTest, "StorageGet") }, Options{}, StorageFailed},
		"broken IndexedDB": {func(w *world) { w.config.CrossSDKBridge = true; w.fault(errTest, "DatabaseGet") }, Options{}, StorageFailed},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, test.edit, func(w *world) {
				_, err := w.client.Plan(test.options)
				assert.Equal(t, test.want, codeOf(t, err))
				assert.True(t, w.signedIn())
			})
		})
	}
}

func TestWarnings(t *testing.T) {
	const elsewhere = "https://other.test"
	foreign := func(w *world) {
		w.config.AllowedRedirectOrigins = []string{elsewhere}
		w.config.LogoutRedirectURI = elsewhere + "/silent-logout"
	}
	meta := func(policy string) func(*world) { return func(w *world) { w.Markup = []string{"img-src *", policy} } }
	stopped := func(directive, url string) func(*world) {
		return func(w *world) { w.Stopped = [][2]string{{directive, url}, {"img-src", authDomain}} }
	}
	tests := map[string]struct {
		edit    func(*world)
		options Options
		want    []WarningCode
	}{
		"another site":                     {func(w *world) { w.CookieDomains = nil }, Options{}, []WarningCode{CrossSiteSilent}},
		"another site, fallback":           {func(w *world) { w.CookieDomains = nil }, Options{Fallback: FallbackRedirect}, nil},
		"another site, redirect":           {func(w *world) { w.CookieDomains = nil }, Options{Mode: ModeRedirect}, nil},
		"foreign callback":                 {foreign, Options{}, []WarningCode{ForeignRedirectURI}},
		"foreign landing page":             {foreign, Options{Mode: ModeRedirect}, []WarningCode{ForeignRedirectURI}},
		"local":                            {foreign, Options{Mode: ModeLocal}, nil},
		"no callback":                      {func(w *world) { w.config.LogoutRedirectURI = "" }, Options{}, nil},
		"an auth domain of development":    {func(w *world) { w.config.AuthenticationDomain = "http://localhost:9000" }, Options{Mode: ModeRedirect}, []WarningCode{InsecureEndpoint}},
		"a URL of 2,001 characters":        {nil, Options{LogoutRedirectURI: callback + "?" + strings.Repeat("x", maxURL-len(logoutLink)-2)}, []WarningCode{URLTooLong}},
		"a URL of 2,000 characters":        {nil, Options{LogoutRedirectURI: callback + "?" + strings.Repeat("x", maxURL-len(logoutLink)-3)}, nil},
		"meta policy without frame-src":    {meta("frame-src 'self'"), Options{}, []WarningCode{CSPFrameSrc}},
		"meta policy without anything":     {meta("default-src 'none'"), Options{}, []WarningCode{CSPFrameSrc, CSPFrameSrc, CSPConnectSrc}},
		"meta policy, in redirect mode":    {meta("default-src 'none'"), Options{Mode: ModeRedirect}, []WarningCode{CSPConnectSrc}},
		"meta policy that lets all in":     {meta("default-src 'self' " + authDomain), Options{}, nil},
		"a frame that was stopped":         {stopped("frame-src", authDomain+"/v2/logout"), Options{}, []WarningCode{CSPFrameSrc}},
		"a revocation that was stopped":    {stopped("connect-src", authDomain+"/oauth/revoke"), Options{}, []WarningCode{CSPConnectSrc}},
		"what was stopped on another site": {stopped("frame-src", elsewhere), Options{}, nil},
		"what was stopped inline":          {stopped("frame-src", "inline"), Options{}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, test.edit, func(w *world) {
				plan, err := w.client.Plan(test.options)
				require.NoError(t, err)
				var got []WarningCode
				for _, warning := range plan.Warnings {
					got = append(got, warning.Code)
					assert.Regexp(t, "(; (use|add|shorten) )", warning.Message, "it says what to do")
				}
				assert.Equal(t, test.want, got)
			})
		})
	}
}

func TestWarningsAreThoseOfTheTypes(t *testing.T) {
	read := func(name, union string) (codes []string) {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, part := range regexp.MustCompile(union).FindAllString(string(source), -1) {
			for _, m := range regexp.MustCompile(`['"](\w+)['"]`).FindAllStringSubmatch(part, -1) {
				codes = append(codes, m[1])
			}
		}
		return codes
	}
	declared := read("warnings.go", `WarningCode = "\w+"`)
	assert.NotEmpty(t, declared)
	assert.ElementsMatch(t, declared, read("../../web/passport.d.ts", `type PlanWarningCode =[^;]*;`))
}
