// Package stringslite is what this module needs of package strings, which brings
// the tables of package unicode into a program that asks none of them: 5 KB
// after brotli.
package stringslite

// Index returns where substr is in s first, -1 where it is not.
func Index(s, substr string) int {
	for i := 0; i+len(substr) <= len(s); i++ {
		if HasPrefix(s[i:], substr) {
			return i
		}
	}
	return -1
}

// LastIndexByte returns where c is in s last, -1 where it is not.
func LastIndexByte(s string, c byte) int {
	i := len(s) - 1
	for i >= 0 && s[i] != c {
		i--
	}
	return i
}

// Contains tells whether substr is in s.
func Contains(s, substr string) bool { return Index(s, substr) >= 0 }

// HasPrefix tells whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// HasSuffix tells whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// CutPrefix returns s without prefix, and whether it was there.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// Cut splits s at the first sep. Where there is none, before is s.
func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
