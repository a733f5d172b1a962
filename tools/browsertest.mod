// The browser that pkg/jsbridge is tested in: wasmbrowsertest v0.11.0 with
// chromedp v0.15.0. The older one that it asks for logs messages of today's
// Chromium as errors, and the project's own has another API.
//
//	GOOS=js GOARCH=wasm go test -exec "env -u GOOS -u GOARCH go tool \
//		-modfile=$PWD/tools/browsertest.mod wasmbrowsertest" ./pkg/jsbridge/
module github.com/passport-logout/passport-logout

go 1.26.0

tool github.com/agnivade/wasmbrowsertest

require (
	github.com/agnivade/wasmbrowsertest v0.11.0 // indirect
	github.com/chromedp/cdproto v0.0.0-20260320225252-cf654f46fc63 // indirect
	github.com/chromedp/chromedp v0.15.0 // indirect
	github.com/chromedp/sysutil v1.1.0 // indirect
	github.com/go-interpreter/wagon v0.6.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260214004413-d219187c3433 // indirect
	github.com/gobwas/httphead v0.1.0 // indirect
	github.com/gobwas/pool v0.2.1 // indirect
	github.com/gobwas/ws v1.4.0 // indirect
	github.com/google/pprof v0.0.0-20240727154555-813a5fbdbec8 // indirect
	golang.org/x/sys v0.42.0 // indirect
)
