package main

import (
	"os"
	"slices"

	"github.com/passport-logout/passport-logout/internal/strip"
	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// program is the built cmd/wasm.
type program struct {
	linked  []byte // as Go's linker makes it with -s
	shipped []byte // what pages load: stripped, or else linked
	whole   error  // why it is not stripped
}

// Budgets of a program, in bytes after brotli.
const (
	linkedLimit   = 520_000
	strippedLimit = 400_000
)

// readProgram reads what compile has made.
func readProgram(path string) (program, error) {
	named, err := os.ReadFile(path)
	if err != nil {
		return program{}, err
	}
	sections, err := wasmbinary.ReadSections(named)
	if err != nil {
		return program{}, err
	}
	p := program{linked: wasmbinary.WriteSections(slices.DeleteFunc(sections, func(s wasmbinary.Section) bool {
		return s.Name == wasmbinary.NameSection
	}))}
	if p.shipped, p.whole = strip.Program(p.linked); p.whole != nil {
		p.shipped = p.linked
	}
	return p, nil
}

func (p program) limit() int {
	if p.whole != nil {
		return linkedLimit
	}
	return strippedLimit
}
