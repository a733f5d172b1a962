//go:build js && wasm

package jsbridge_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPoliciesOfTheMarkup(t *testing.T) {
	w := newWindow(t)
	document := window.Get("document")
	for _, name := range []string{"content-security-policy", "Content-Security-Policy-Report-Only", "refresh"} {
		meta := document.Call("createElement", "meta")
		meta.Call("setAttribute", "content", "img-src *")
		document.Get("head").Call("append", meta)
		meta.Call("setAttribute", "http-equiv", name) // which delivers nothing any more
		t.Cleanup(func() { meta.Call("remove") })
	}
	document.Get("body").Call("setAttribute", "style", "color: red")
	nextTask()
	markup, stopped := w.Policies()
	require.Len(t, markup, 2)
	require.Contains(t, markup[0], "trusted-types 'none'", "this page's own")
	require.Equal(t, "img-src *", markup[1])
	require.Contains(t, stopped, [2]string{"style-src-attr", "inline"})
}
