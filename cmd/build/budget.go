package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/passport-logout/passport-logout/internal/compress"
)

type budget struct {
	name  string
	limit int
}

// budgets limit what a page loads, in bytes after brotli.
func budgets(wasm int) []budget {
	return []budget{
		{"passport.wasm", wasm},
		{"passport.engine.mjs", 7_400}, // the hash in it makes some 30 bytes more or less
		{"passport.js", 3_000},
		{"passport.mjs", 3_000},
	}
}

// checkBudgets prints what a page loads, and fails where it is too much.
func checkBudgets(out string, wasm int) error {
	var over error
	for _, f := range budgets(wasm) {
		raw, compressed, err := sizes(filepath.Join(out, f.name))
		if err != nil {
			return err
		}
		fmt.Printf("%-20s %9d bytes %8d after brotli, budget %d\n", f.name, raw, compressed, f.limit)
		if compressed > f.limit {
			over = fmt.Errorf("%s is over its budget", f.name)
		}
	}
	return over
}

// sizes returns a file's size, and its size after brotli, from the precompressed
// file where there is one.
func sizes(path string) (raw, compressed int, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, 0, err
	}
	if info, err := os.Stat(path + ".br"); err == nil {
		return len(data), int(info.Size()), nil
	}
	return len(data), len(compress.Brotli(data)), nil
}
