//go:build js && wasm

package jsbridge_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

func TestFrameStoppedByPolicy(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, "https://blocked.test/logout?x=y")
	e := next(t, events, "violation")
	require.Equal(t, "frame-src", e.data)
	require.Contains(t, e.origin, "https://blocked.test")
	e = next(t, events, "violation")
	require.Equal(t, "frame-src", e.data, "from the ReportingObserver")
	require.Contains(t, e.origin, "https://blocked.test")
}

func TestFrameIgnoresASyntheticViolation(t *testing.T) {
	w := newWindow(t)
	events, _ := openFrame(t, w, "/blank")
	violation := window.Get("SecurityPolicyViolationEvent").New(
		"securitypolicyviolation", map[string]any{
			"effectiveDirective": "frame-src", "blockedURI": "x", "documentURI": "x", "violatedDirective": "frame-src",
			"originalPolicy": "x", "disposition": "enforce", "statusCode": 200,
		})
	window.Get("document").Call("dispatchEvent", violation)
	require.NotEqual(t, "violation", receive(t, events).event)
	events, _ = adoptFrame(t, w, insertFrame(t, ""), newArray(violation))
	require.Equal(t, "commit", receive(t, events).event)
}

// Chromium tells an observer that is disconnected by then.
func TestFrameClosesBeforeAReportIsDelivered(t *testing.T) {
	w := newWindow(t)
	_, closeFrame := openFrame(t, w, "/blank")
	delivered := make(chan bool, 1)
	observe := js.FuncOf(func(js.Value, []js.Value) any { delivered <- true; return nil })
	defer observe.Release()
	// It is told after the frame's.
	observer := window.Get("ReportingObserver").New(observe, map[string]any{"types": []any{"csp-violation"}})
	observer.Call("observe")
	defer observer.Call("disconnect")
	window.Get("document").Get("body").Call("setAttribute", "style", "color: red")
	closeFrame()
	receive(t, delivered)
}

func TestFrameWithoutReportingObserver(t *testing.T) {
	w := newWindow(t)
	patch(t, window, "ReportingObserver", map[string]any{"value": js.Undefined()})
	jsbridge.TakeNatives()
	events, _ := openFrame(t, w, "/blank")
	next(t, events, "load")
}

// The bodies are those of Chromium 156.
func TestFrameReportsWhatAnEnforcedPolicyHasStopped(t *testing.T) {
	const blocked = "https://auth.test/logout"
	csp := func(disposition string) map[string]any {
		return map[string]any{"blockedURL": blocked, "effectiveDirective": "frame-ancestors", "disposition": disposition}
	}
	coep := func(body map[string]any) map[string]any {
		body["blockedURL"] = blocked
		return body
	}
	for name, test := range map[string]struct {
		kind string
		body map[string]any
		want string // the directive
	}{
		"policy":                {"csp-violation", csp("enforce"), "frame-ancestors"},
		"policy, reported only": {"csp-violation", csp("report"), ""},
		"embedder policy": {
			"coep", coep(map[string]any{"type": "corp", "destination": "iframe", "disposition": "enforce"}), "coep",
		},
		"embedder policy, reported only": {
			"coep", coep(map[string]any{"type": "corp", "destination": "iframe", "disposition": "reporting"}), "",
		},
		"embedder policy without a disposition": {
			"coep", coep(map[string]any{"type": "corp", "destination": "frame"}), "coep",
		},
		"embedder policy of a navigation": {
			"coep", coep(map[string]any{"type": "navigation", "disposition": "enforce"}), "coep",
		},
		"embedder policy, reported only of a navigation": {
			"coep", coep(map[string]any{"type": "navigation", "disposition": "reporting"}), "",
		},
		"embedder policy of an image": {
			"coep", coep(map[string]any{"type": "corp", "destination": "image", "disposition": "enforce"}), "",
		},
		"embedder policy of a fetch": {
			"coep", coep(map[string]any{"type": "corp", "destination": "", "disposition": "enforce"}), "",
		},
		"another report": {"deprecation", map[string]any{"disposition": "enforce"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			class := scripts.Call("reporting")
			patch(t, window, "ReportingObserver", map[string]any{"value": class})
			jsbridge.TakeNatives()
			events, _ := adoptFrame(t, w, insertFrame(t, ""), newArray())
			require.Equal(t, "commit", receive(t, events).event)
			class.Call("tell", newArray(map[string]any{
				"type": test.kind, "body": map[string]any{"toJSON": scripts.Call("returner", test.body)},
			}))
			if test.want == "" {
				require.Empty(t, events)
				return
			}
			require.Equal(t, frameEvent{"violation", blocked, test.want}, receive(t, events))
		})
	}
}
