package e2e

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// fuzz runs rounds, each from a seed that makes it repeatable: the seeds that
// once found something and a few more, or new ones for as long as PASSPORT_FUZZ
// says, such as 20s. A round returns what it found wrong.
func fuzz(t *testing.T, found []uint32, round func(seed uint32) (wrong []string)) {
	t.Helper()
	run := func(seed uint32) {
		require.Empty(t, round(seed), "seed %d; add it to the seeds of this test", seed)
	}
	for _, seed := range append(found, 1, 2) {
		run(seed)
	}
	limit, err := time.ParseDuration(os.Getenv("PASSPORT_FUZZ"))
	if err != nil {
		return
	}
	end := time.Now().Add(limit)
	rounds := 0
	for seed := uint32(time.Now().UnixNano()); time.Now().Before(end); seed++ {
		run(seed)
		rounds++
	}
	t.Logf("%d rounds", rounds)
}

// random is what the pages of the fuzzers choose with: whole numbers below n,
// always the same for a seed (mulberry32).
const random = `const below = ((state) => (n) => {
	state = (state + 0x6D2B79F5) | 0;
	let t = Math.imul(state ^ (state >>> 15), 1 | state);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) % n;
})(seed);
const pick = (list) => list[below(list.length)];
`
