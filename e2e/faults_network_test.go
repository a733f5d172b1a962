package e2e

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

var networkFaults = []fault{
	{
		name:     "the auth domain is unreachable",
		setUp:    unreachable,
		redirect: want{breaks, alive}, silent: want{rejects("idp_unreachable"), alive},
	},
	{
		name:     "the name does not resolve",
		setUp:    func(sc *scene) { moveAuth(sc, "https://auth.invalid"); sc.last = true },
		redirect: want{breaks, alive}, silent: want{rejects("idp_unreachable"), alive},
	},
	{
		name: "the connection drops", setUp: answers(logoutPath, authdomain.Fault{Drop: true}),
		redirect: want{breaks, alive}, silent: want{rejects("idp_did_not_return"), alive},
	},
	{
		name: "the connection drops after the work", setUp: answers(logoutPath, authdomain.Fault{Drop: true, AfterWork: true}),
		redirect: want{breaks, dead}, silent: want{rejects("idp_did_not_return"), dead},
	},
	{
		name: "a redirect loop",
		setUp: func(sc *scene) {
			answers(logoutPath, authdomain.Fault{Status: 302, Header: http.Header{"Location": {logoutPath}}})(sc)
		},
		redirect: want{breaks, alive}, silent: want{rejects("idp_did_not_return"), alive},
	},
	{
		name: "mixed content: https redirects to http", setUp: mixed,
		redirect: want{breaks, alive}, silent: want{rejects("timeout"), alive},
	},
	{
		name: "offline", setUp: offline,
		redirect: want{rejects("offline"), alive}, silent: want{rejects("offline"), alive},
		// Nor is there a way for the program to come.
		differs: map[situation]want{
			{"redirect", programLate}: {rejects("engine_failed"), alive},
			{"silent", programLate}:   {rejects("engine_failed"), alive},
		},
	},
}

// moveAuth gives the application another address for its auth domain.
func moveAuth(sc *scene, origin string) {
	sc.auth = origin
	sc.csp = strictCSP(origin)
	sc.revokes = false
	sc.expect("net::ERR")
}

// unreachable is a port that nobody listens on until the fault is lifted.
func unreachable(sc *scene) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(sc.t, err)
	address := l.Addr().String()
	moveAuth(sc, "http://localhost:"+address[strings.LastIndexByte(address, ':')+1:])
	l.Close()
	sc.lifts = append(sc.lifts, func() {
		l, err := net.Listen("tcp", address)
		require.NoError(sc.t, err)
		server := httptest.NewUnstartedServer(sc.idp)
		server.Listener = l
		server.Start()
		sc.t.Cleanup(func() {
			server.CloseClientConnections()
			server.Close()
		})
	})
}

// offline takes the network from the tab. The auth domain gets a name, since
// one on this machine is reachable without a network.
func offline(sc *scene) {
	server := httptest.NewTLSServer(sc.idp)
	sc.t.Cleanup(server.Close)
	moveAuth(sc, "https://auth.test:"+port(server))
	sc.redirectsNext()
	sc.opened = func() { sc.connect(false) }
	sc.lifts = append(sc.lifts, func() { sc.connect(true) })
}

// mixed is a secure site whose auth domain redirects to an insecure one.
func mixed(sc *scene) {
	app, auth := httptest.NewTLSServer(sc.site), httptest.NewTLSServer(sc.idp)
	sc.t.Cleanup(func() {
		auth.Close()
		app.CloseClientConnections()
		app.Close()
	})
	sc.app, sc.auth = "https://localhost:"+port(app), "https://localhost:"+port(auth)
	sc.csp = strings.Replace(strictCSP(sc.auth), "frame-src", "frame-src http: https:", 1)
	sc.idp.AddClient(authdomain.Client{
		ID: clientID, RedirectURIs: []string{sc.app + "/redirect"}, LogoutURIs: []string{sc.app + "/silent-logout"},
		WebOrigins: []string{sc.app},
	})
	sc.override("/silent-logout.js", script(`logoutSilentCallback("`+sc.app+`")`))
	within(1000)(sc)
	answers(logoutPath, authdomain.Fault{Status: 302, Header: http.Header{"Location": {"http://insecure.test/"}}})(sc)
	sc.expect("Mixed Content")
}

// connect gives the tab its network back, or takes it.
func (sc *scene) connect(online bool) {
	_, err := chromedp.Call(sc.tab.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: !online, DownloadThroughput: -1, UploadThroughput: -1}},
	})
	require.NoError(sc.t, err)
	_, err = chromedp.Call(sc.tab.ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{
		Offline: !online, DownloadThroughput: -1, UploadThroughput: -1,
	})
	require.NoError(sc.t, err)
}
