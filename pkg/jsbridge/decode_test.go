//go:build js && wasm

package jsbridge_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDecodeJSON(t *testing.T) {
	w := newWindow(t)
	data, err := w.DecodeJSON(`{"s":"\u00e9","n":1e3,"b":false,"z":null,"a":[1,[]],"o":{"k":{}},"__proto__":{"x":1}}`)
	require.NoError(t, err)
	require.Equal(t, map[string]any{
		"s": "é", "n": 1000.0, "b": false, "z": nil, "a": []any{1.0, []any{}},
		"o": map[string]any{"k": map[string]any{}}, "__proto__": map[string]any{"x": 1.0},
	}, data)

	for text, want := range map[string]any{`"x"`: "x", `0`: 0.0, `null`: nil, ` true`: true} {
		data, err := w.DecodeJSON(text)
		require.NoError(t, err)
		require.Equal(t, want, data)
	}
}

func TestDecodeJSONFails(t *testing.T) {
	w := newWindow(t)
	for name, text := range map[string]string{
		"no JSON":       `{`,
		"empty":         ``,
		"deep":          strings.Repeat("[", 66) + strings.Repeat("]", 66),
		"many values":   "[" + strings.Repeat("0,", 20_000) + "0]",
		"long string":   `"` + strings.Repeat("x", 1<<22+1) + `"`,
		"long together": `["` + strings.Repeat("x", 1<<21) + `","` + strings.Repeat("y", 1<<21) + `","z"]`,
		"long name":     `{"` + strings.Repeat("x", 1<<22+1) + `":1}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.DecodeJSON(text)
			require.Error(t, err)
		})
	}
	_, err := w.DecodeJSON(strings.Repeat("[", 64) + strings.Repeat("]", 64))
	require.NoError(t, err)
}

func TestDecodeMember(t *testing.T) {
	w := newWindow(t)
	for text, want := range map[string]any{
		`{"m":"x","n":1}`: "x", `{"m":{"k":1}}`: map[string]any{"k": 1.0}, `{"m":null}`: nil,
		`{"n":1}`: nil, `null`: nil, `"m"`: nil, `[1]`: nil,
	} {
		data, err := w.DecodeMember(text, "m")
		require.NoError(t, err, text)
		require.Equal(t, want, data, text)
	}
	data, err := w.DecodeMember(`{}`, "toString")
	require.NoError(t, err)
	require.Nil(t, data, "inherited")
	_, err = w.DecodeMember(`{`, "m")
	require.ErrorContains(t, err, "SyntaxError")
	_, err = w.DecodeMember(`{"m":`+strings.Repeat("[", 66)+strings.Repeat("]", 66)+`}`, "m")
	require.Error(t, err)
}

func TestDecodeBase64URL(t *testing.T) {
	w := newWindow(t)
	for encoded, want := range map[string]string{
		"": "", "aGk": "hi", "aGkh": "hi!", "w6nigqzwn5iA": "é€😀", "Pz8_": "???", "fn5-": "~~~", "AA": "\x00",
	} {
		text, err := w.DecodeBase64URL(encoded)
		require.NoError(t, err)
		require.Equal(t, want, text)
	}
	for _, bad := range []string{"aGk=", "a", "aG k", "aGk\n", "+w", "aé", "_w", "7aCA", "gICA"} {
		_, err := w.DecodeBase64URL(bad)
		require.Error(t, err, bad)
	}
}

func TestParseURL(t *testing.T) {
	w := newWindow(t)
	for raw, want := range map[string][2]string{
		"https://app.test":           {"https://app.test/", "https://app.test"},
		`https:\\evil.test`:          {"https://evil.test/", "https://evil.test"},
		"https://ａpp.test:443/x?y#z": {"https://app.test/x?y#z", "https://app.test"},
		"\x01java\nscript:alert(1)":  {"javascript:alert(1)", "null"},
		"https://a.test@evil.test/":  {"https://a.test@evil.test/", "https://evil.test"},
	} {
		href, origin, err := w.ParseURL(raw)
		require.NoError(t, err)
		require.Equal(t, want, [2]string{href, origin})
	}
	for _, bad := range []string{"", "/path", "https://", "https://app.test:99999"} {
		_, _, err := w.ParseURL(bad)
		require.ErrorContains(t, err, "TypeError", bad)
	}
}
