package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/passport-logout/passport-logout/internal/budget"
	"github.com/passport-logout/passport-logout/internal/compress"
)

// budgets limit what a page loads, in bytes after brotli. The program's is that
// of a stripped one.
var budgets = []struct {
	name  string
	limit int
}{
	{programName, budget.Program},
	{programModule("*"), budget.Glue},
	{"passport.js", budget.Loader},
	{"passport.module.js", budget.Loader},
}

// checkBudgets prints what a page loads, and fails where it is too much. A program
// that is not stripped has no budget.
func checkBudgets(out string, stripped bool) error {
	var over error
	for _, f := range budgets {
		raw, compressed, err := sizes(filepath.Join(out, f.name))
		if err != nil {
			return err
		}
		unlimited := f.name == programName && !stripped
		limit := fmt.Sprint("budget ", f.limit)
		if unlimited {
			limit = "no budget: it is not stripped"
		}
		fmt.Printf("%-20s %9d bytes %8d after brotli, %s\n", f.name, raw, compressed, limit)
		if compressed > f.limit && !unlimited {
			over = fmt.Errorf("%s is over its budget", f.name)
		}
	}
	return over
}

// sizes returns the size of the one file of a pattern, and its size after brotli,
// from the precompressed file where there is one.
func sizes(pattern string) (raw, compressed int, err error) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) != 1 {
		return 0, 0, fmt.Errorf("%d files are named %s", len(paths), pattern)
	}
	path := paths[0]
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, 0, err
	}
	if info, err := os.Stat(path + ".br"); err == nil {
		return len(data), int(info.Size()), nil
	}
	return len(data), len(compress.Brotli(data)), nil
}
