package passporttest

import (
	"slices"
	"strings"
)

// toASCII writes the labels of a host that are not ASCII in Punycode (RFC 3492).
// It maps and checks no characters, as UTS 46 wants.
func toASCII(host string) string {
	labels := strings.Split(host, ".")
	for i, label := range labels {
		if strings.ContainsFunc(label, func(r rune) bool { return r >= 0x80 }) {
			labels[i] = "xn--" + punycode([]rune(label))
		}
	}
	return strings.Join(labels, ".")
}

func punycode(label []rune) string {
	var out []byte
	for _, r := range label {
		if r < 0x80 {
			out = append(out, byte(r))
		}
	}
	basic := len(out)
	handled := basic
	if basic > 0 {
		out = append(out, '-')
	}
	delta, bias := 0, 72
	for n := rune(0x80); handled < len(label); n++ {
		above := slices.DeleteFunc(slices.Clone(label), func(r rune) bool { return r < n })
		next := slices.Min(above)
		delta += int(next-n) * (handled + 1)
		n = next
		for _, r := range label {
			if r < n {
				delta++
			}
			if r == n {
				out = appendNumber(out, delta, bias)
				bias = adapt(delta, handled+1, handled == basic)
				delta = 0
				handled++
			}
		}
		delta++
	}
	return string(out)
}

func appendNumber(out []byte, delta, bias int) []byte {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := 36; ; k += 36 {
		t := min(max(k-bias, 1), 26)
		if delta < t {
			return append(out, digits[delta])
		}
		out = append(out, digits[t+(delta-t)%(36-t)])
		delta = (delta - t) / (36 - t)
	}
}

func adapt(delta, points int, first bool) int {
	if first {
		delta /= 700
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > 455; k += 36 {
		delta /= 35
	}
	return k + 36*delta/(delta+38)
}
