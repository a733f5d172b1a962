package passport

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPolicyAllows(t *testing.T) {
	const self, auth = "https://app.test", "https://auth.test:8443"
	tests := map[string]struct {
		policy string
		want   bool
	}{
		"none":                     {"", true},
		"about something else":     {"script-src 'none'; img-src 'self'", true},
		"nothing":                  {"frame-src", false},
		"'none'":                   {"frame-src 'none'", false},
		"'self'":                   {"frame-src 'self'", false},
		"everything":               {"frame-src *", true},
		"the origin":               {"frame-src " + auth, true},
		"the origin, among others": {"img-src *;  Frame-Src 'self'\thttps://a.test HTTPS://AUTH.test:8443 ;", true},
		"the origin and a path":    {"frame-src " + auth + "/v2/", true},
		"the host":                 {"frame-src auth.test:8443", true},
		"the host without a port":  {"frame-src auth.test", false},
		"the host, any port":       {"frame-src auth.test:*", true},
		"http stands for https":    {"frame-src http://auth.test:8443", true},
		"the scheme":               {"frame-src https:", true},
		"another scheme":           {"frame-src data:", false},
		"subdomains":               {"frame-src *.test:8443", true},
		"subdomains of it":         {"frame-src *.auth.test:8443", false},
		"by child-src":             {"child-src 'none'; default-src *", false},
		"by default-src":           {"default-src 'self'", false},
		"the first of two":         {"frame-src 'none'; frame-src *", false},
		"the more special":         {"default-src 'none'; frame-src " + auth, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, policyAllows(test.policy, "frame-src", auth, self))
		})
	}
}

func TestPolicyOfThePageItself(t *testing.T) {
	assert.True(t, policyAllows("default-src 'self'", "connect-src", "https://app.test", "https://app.test"))
	assert.True(t, policyAllows("default-src 'self'", "connect-src", "https://app.test", "http://app.test"), "the safer one")
	assert.False(t, policyAllows("default-src 'self'", "connect-src", "http://app.test", "https://app.test"))
	assert.True(t, policyAllows("default-src app.test:443", "connect-src", "https://app.test", "https://app.test"))
	assert.True(t, policyAllows("child-src 'none'", "connect-src", "https://auth.test", "https://app.test"))
}

// Whatever stands in a policy, its first directives decide, and one that allows
// everything does.
func FuzzPolicy(f *testing.F) {
	for _, seed := range []string{"", ";;", "frame-src", "frame-src 'self' https://*.a:*/b", "default-src *:", "frame-src ://:", "\tframe-src\v*"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, policy string) {
		const self, auth = "https://app.test", "https://auth.test"
		allowed := policyAllows(policy, "frame-src", auth, self)
		assert.Equal(t, allowed, policyAllows(policy+";"+policy, "frame-src", auth, self))
		assert.True(t, policyAllows("frame-src *;"+policy, "frame-src", auth, self))
		assert.False(t, policyAllows("frame-src 'none';"+policy, "frame-src", auth, self))
	})
}
