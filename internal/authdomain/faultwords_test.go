package authdomain_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func TestParseFault(t *testing.T) {
	tests := map[string]authdomain.Fault{
		"hang":                                   {Hang: true},
		"drop after-work":                        {Drop: true, AfterWork: true},
		"status 503":                             {Status: 503},
		"  delay  2s status 404":                 {Delay: 2 * time.Second, Status: 404},
		"no-cors":                                {NoCORS: true},
		"no-frame":                               {Header: http.Header{"X-Frame-Options": {"DENY"}}},
		"status 302 header location: /v2/logout": {Status: 302, Header: http.Header{"Location": {"/v2/logout"}}},
		"header Content-Security-Policy: frame-ancestors 'none'": {
			Header: http.Header{"Content-Security-Policy": {"frame-ancestors 'none'"}},
		},
	}
	for words, want := range tests {
		t.Run(words, func(t *testing.T) {
			if want.Header == nil {
				want.Header = http.Header{}
			}
			fault, err := authdomain.ParseFault(words)
			require.NoError(t, err)
			assert.Equal(t, want, fault)
		})
	}
}

func TestParseFaultRefuses(t *testing.T) {
	tests := map[string]string{
		"":                    "a fault needs a word, such as hang",
		"hung":                `"hung" is no fault: it is hang, drop,`,
		"hang up":             `"up" is no fault`,
		"status":              `status "" is none from 200 to 599`,
		"status 600":          `status "600" is none`,
		"status 101":          `status "101" is none`,
		"delay 2":             `delay "2" is no duration such as "300ms" or "2s"`,
		"delay -2s":           `delay "-2s" is no duration`,
		"header":              `header "" is not as in "header X-Frame-Options: DENY"`,
		"header X Frame: one": `header "X Frame: one" is not as in`,
		"hang drop":           "hang, drop and status exclude each other",
		"status 500 hang":     "exclude each other",
		"after-work":          "after-work needs hang, drop or status",
	}
	for words, says := range tests {
		t.Run(words, func(t *testing.T) {
			fault, err := authdomain.ParseFault(words)
			assert.ErrorContains(t, err, says)
			assert.Zero(t, fault.Status)
		})
	}
}
