package stringslite

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func FuzzLikePackageStrings(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""}, {"a", ""}, {"", "a"}, {"a", "a"}, {"a", "ab"}, {"aab", "ab"}, {"https://a.test", "://"}, {"a.b.c", "."}, {"é", "\xa9"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		assert.Equal(t, strings.Index(s, other), Index(s, other))
		assert.Equal(t, strings.Contains(s, other), Contains(s, other))
		assert.Equal(t, strings.HasPrefix(s, other), HasPrefix(s, other))
		assert.Equal(t, strings.HasSuffix(s, other), HasSuffix(s, other))
		after, found := strings.CutPrefix(s, other)
		gotAfter, gotFound := CutPrefix(s, other)
		assert.Equal(t, []any{after, found}, []any{gotAfter, gotFound})
		before, after, found := strings.Cut(s, other)
		gotBefore, gotAfter, gotFound := Cut(s, other)
		assert.Equal(t, []any{before, after, found}, []any{gotBefore, gotAfter, gotFound})
		if other != "" {
			assert.Equal(t, strings.LastIndexByte(s, other[0]), LastIndexByte(s, other[0]))
		}
	})
}
