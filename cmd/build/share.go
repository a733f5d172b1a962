package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/passport-logout/passport-logout/internal/budget"
	"github.com/passport-logout/passport-logout/internal/compress"
	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// printShares prints what the program in out is made of, and fails where it is
// too much or not stripped.
func printShares(out string) error {
	path := filepath.Join(out, namedProgram)
	named, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	functions, _, err := wasmbinary.ReadFunctions(named)
	if err != nil {
		return err
	}
	shares := map[string]int{}
	for _, f := range functions {
		shares[packageOf(f.Name)] += f.Size
	}
	fmt.Println("bytes of code by package:")
	for _, name := range slices.SortedFunc(maps.Keys(shares), func(a, b string) int {
		return cmp.Or(shares[b]-shares[a], strings.Compare(a, b))
	}) {
		if shares[name] > 1000 {
			fmt.Printf("%9d  %s\n", shares[name], name)
		}
	}
	p, err := readProgram(path)
	if err != nil {
		return err
	}
	linked, err := printForm("linked", p.linked)
	if err != nil {
		return err
	}
	if _, err := printForm("shipped", p.shipped); err != nil {
		return err
	}
	if p.unstripped != nil {
		return p.unstripped
	}
	if linked > budget.Linked {
		return fmt.Errorf("the linked program is over its budget, %d", budget.Linked)
	}
	return checkBudgets(out, true)
}

// printForm prints the sizes of a form of the program, and returns that after
// brotli.
func printForm(name string, wasm []byte) (compressed int, err error) {
	functions, data, err := wasmbinary.ReadFunctions(wasm)
	code := 0
	for _, f := range functions {
		code += f.Size
	}
	compressed = len(compress.Brotli(wasm))
	fmt.Printf("%-8s %9d bytes (code %d, data %d), %d after brotli, %d after gzip\n",
		name, len(wasm), code, data, compressed, len(compress.Gzip(wasm)))
	return compressed, err
}

// packageOf finds the package in a function's name, in which the linker has
// replaced what a WebAssembly tool may not print.
func packageOf(function string) string {
	const module = "github.com_passport_logout_passport_logout_"
	if rest, ok := strings.CutPrefix(function, module); ok {
		name, _, _ := strings.Cut(rest, ".")
		return name
	}
	name, _, ok := strings.Cut(function, ".")
	if !ok {
		return "(assembly)"
	}
	return name
}
