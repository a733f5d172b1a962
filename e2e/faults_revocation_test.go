package e2e

import (
	"net/http"
	"time"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// A revocation that fails neither stops nor delays anything: every logout goes
// on as if nothing had happened.
var revocationFaults = []fault{
	revocation("400", authdomain.Fault{Status: 400}, false),
	revocation("401", authdomain.Fault{Status: 401}, false),
	revocation("403", authdomain.Fault{Status: 403}, false),
	revocation("404", authdomain.Fault{Status: 404}, false),
	revocation("429", authdomain.Fault{Status: 429}, false),
	revocation("500", authdomain.Fault{Status: 500}, false),
	revocation("503", authdomain.Fault{Status: 503}, false),
	revocation("never answers", hang, false),
	revocation("drops the connection", authdomain.Fault{Drop: true}, false),
	revocation("works, but the answer is lost", authdomain.Fault{Drop: true, AfterWork: true}, true),
	revocation("without CORS headers", authdomain.Fault{NoCORS: true}, true),
	revocation("answers text/plain", authdomain.Fault{ContentType: "text/plain"}, true),
	revocation("answers text/html", authdomain.Fault{ContentType: "text/html"}, true),
	revocation("answers without a type", authdomain.Fault{Header: http.Header{"Content-Type": {""}}}, true),
	revocation("slow: arrives while the page leaves", authdomain.Fault{Delay: time.Second}, true),
	{
		name: "forbidden by connect-src",
		setUp: func(sc *scene) {
			sc.csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-src 'self' " + sc.auth
			sc.revokes = false
			sc.expect("Content Security Policy", "Refused to connect")
		},
		redirect: returning, silent: ended,
	},
}

// revocation is a fault of /oauth/revoke that may do its work all the same.
func revocation(name string, f authdomain.Fault, works bool) fault {
	return fault{
		name: name,
		setUp: all(answers("/oauth/revoke", f), func(sc *scene) {
			sc.revokes = works
			sc.expect("CORS policy")
		}),
		redirect: returning, silent: ended,
	}
}
