package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/passport-logout/passport-logout/internal/strip"
	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// program is the built cmd/wasm.
type program struct {
	linked     []byte // as Go's linker makes it with -s
	shipped    []byte // what pages load: stripped, or else linked
	unstripped error  // why it is not stripped, and what to do
}

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
	if p.shipped, err = strip.Program(p.linked); err != nil {
		p.shipped = p.linked
		p.unstripped = fmt.Errorf("%s is not stripped: %w; build with a toolchain that internal/strip knows"+
			" (GOTOOLCHAIN=go1.26.8), or teach it this one: docs/decisions/build.md", programName, err)
	}
	return p, nil
}
