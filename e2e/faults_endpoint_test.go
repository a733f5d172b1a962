package e2e

import (
	"fmt"
	"net/http"
	"time"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const logoutPath = "/v2/logout"

// What the auth domain does with a visit to its logout endpoint. In a frame
// that this page may not read, only a settle time tells that it stays there.
var endpointFaults = []fault{
	stays("400", authdomain.Fault{Status: 400, Body: "no"}, alive),
	stays("404", authdomain.Fault{Status: 404, Body: "no"}, alive),
	stays("429", authdomain.Fault{Status: 429, Body: "no"}, alive),
	stays("500", authdomain.Fault{Status: 500, Body: "no"}, alive),
	stays("503", authdomain.Fault{Status: 503, Body: "no"}, alive),
	stays("500 after the work", authdomain.Fault{Status: 500, Body: "no", AfterWork: true}, dead),
	stays("a page that stays", authdomain.Fault{Body: "Goodbye"}, alive),
	stays("a page that stays, after the work", authdomain.Fault{Body: "Goodbye", AfterWork: true}, dead),
	{
		name: "500 once", setUp: once(answers(logoutPath, authdomain.Fault{Status: 500, Body: "no"})), fallback: returning,
	},
	{
		name: "500 without a body", setUp: answers(logoutPath, authdomain.Fault{Status: 500}),
		redirect: want{breaks, alive}, silent: want{rejects("idp_did_not_return"), alive},
	},
	silence("204", authdomain.Fault{Status: 204}, alive),
	silence("204 after the work", authdomain.Fault{Status: 204, AfterWork: true}, dead),
	silence("never answers", hang, alive),
	silence("never answers, after the work", authdomain.Fault{Hang: true, AfterWork: true}, dead),
	silence("a download", authdomain.Fault{Body: "x", Header: http.Header{"Content-Disposition": {"attachment"}}}, alive),
	silence("answers after the time limit", authdomain.Fault{Delay: unhurried}, alive),
	{
		name: "never answers once", setUp: all(within(1000), once(answers(logoutPath, hang))), fallback: returning,
	},
	{
		name:     "slow, within the time limit",
		setUp:    answers(logoutPath, authdomain.Fault{Delay: time.Second}),
		redirect: returning, silent: ended,
	},
	{
		name:     "X-Frame-Options",
		setUp:    all(answers(logoutPath, authdomain.Fault{Body: "no", Header: http.Header{"X-Frame-Options": {"DENY"}}}), framing),
		redirect: want{strands, alive}, silent: want{rejects("idp_did_not_return"), alive},
	},
	{
		name:     "frame-ancestors",
		setUp:    all(answers(logoutPath, noAncestors), framing),
		redirect: want{strands, alive}, silent: want{rejects("frame_blocked"), alive},
	},
	{
		name: "frame-ancestors once", setUp: all(once(answers(logoutPath, noAncestors)), framing), fallback: returning,
	},
	{
		name:     "refuses framing, on the redirect only",
		setUp:    answers(logoutPath, authdomain.Fault{Header: http.Header{"X-Frame-Options": {"DENY"}}}),
		redirect: returning, silent: ended,
	},
	onward("redirects by script", `<script>location.replace(%q)</script>`),
	onward("redirects by meta refresh", `<meta http-equiv=refresh content="0;url=%s">`),
	onward("redirects by form post", `<form method=post action=%q></form><script>document.forms[0].submit()</script>`),
}

var noAncestors = authdomain.Fault{Body: "no", Header: http.Header{"Content-Security-Policy": {"frame-ancestors 'none'"}}}

var framing = expecting("X-Frame-Options", "frame-ancestors", "Framing")

// stays is a fault that leaves the auth domain's own page.
func stays(name string, f authdomain.Fault, session truth) fault {
	return fault{
		name: name, setUp: answers(logoutPath, f),
		redirect: want{strands, session}, silent: want{rejects("idp_did_not_return"), session},
	}
}

// silence is a fault of which the browser tells a page nothing.
func silence(name string, f authdomain.Fault, session truth) fault {
	return fault{
		name: name, setUp: all(answers(logoutPath, f), within(1000)),
		redirect: want{rejects("navigation_blocked"), session}, silent: want{rejects("timeout"), session},
	}
}

// onward is a page of the auth domain that ends the session and goes on by
// itself.
func onward(name, markup string) fault {
	return fault{
		name: name,
		setUp: func(sc *scene) {
			body := fmt.Sprintf(markup, sc.app+"/silent-logout")
			answers(logoutPath, authdomain.Fault{Body: body, AfterWork: true})(sc)
		},
		redirect: returning, silent: ended,
	}
}
