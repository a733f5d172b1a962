//go:build js && wasm

package jsbridge_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The frame shows what the server has got.
func TestSubmitPostsAFormIntoAFrame(t *testing.T) {
	w := newWindow(t)
	documents := make(chan string, 10)
	closeFrame, err := w.OpenFrame("about:blank", [][2]string{{"name", "form-test"}, {"hidden", ""}}, func(event, _ string, data any) {
		if href, _ := data.(string); event == "load" && href != "about:blank" {
			documents <- href
		}
	})
	require.NoError(t, err)
	defer closeFrame()

	require.NoError(t, w.Submit("form-test", "/posted", [][2]string{{"a", "é &="}, {"submit", "x"}, {"action", "y"}}))

	require.Contains(t, receive(t, documents), "/posted", "no field hides what the form needs")
	require.Zero(t, window.Get("document").Get("forms").Get("length").Int(), "the form is gone")
}

func TestReplaceURLKeepsTheStateOfTheEntry(t *testing.T) {
	w := newWindow(t)
	location, history := window.Get("location"), window.Get("history")
	before := location.Get("href").String()
	entries := history.Get("length").Int()
	history.Call("replaceState", "own", "")
	defer func() { history.Call("replaceState", nil, "", before) }()

	require.NoError(t, w.ReplaceURL(before+"#replaced"))

	require.Equal(t, before+"#replaced", location.Get("href").String())
	require.Equal(t, "own", history.Get("state").String())
	require.Equal(t, entries, history.Get("length").Int())
	require.ErrorContains(t, w.ReplaceURL("https://another.test/"), "SecurityError")
}
