package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// printShares prints how much code of the program comes from each package. It
// builds the program once more, since the shipped one has no names.
func printShares() error {
	dir, err := os.MkdirTemp("", "passport-size-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	named := filepath.Join(dir, "named.wasm")
	if err := compile(named, "-ldflags=-buildid="); err != nil {
		return err
	}
	binary, err := os.ReadFile(named)
	if err != nil {
		return err
	}
	functions, data, err := readProgram(binary)
	if err != nil {
		return err
	}
	shares := map[string]int{"(data)": data}
	for _, f := range functions {
		shares[packageOf(f.name)] += f.size
	}
	fmt.Println("bytes before compression, by package:")
	for _, name := range slices.SortedFunc(maps.Keys(shares), func(a, b string) int {
		return cmp.Or(shares[b]-shares[a], strings.Compare(a, b))
	}) {
		if shares[name] > 1000 {
			fmt.Printf("%9d  %s\n", shares[name], name)
		}
	}
	return nil
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
