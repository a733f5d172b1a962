// Package wasmbinary reads and writes WebAssembly's binary format, as far as a
// program that Go's linker has made needs it:
// https://webassembly.github.io/spec/core/binary/modules.html.
package wasmbinary

import (
	"bytes"
	"errors"
	"fmt"
)

// Section is one section of a WebAssembly program.
type Section struct {
	ID   byte
	Name string // of a custom section
	Body []byte // after the name
}

// IDs of sections.
const (
	CustomSection = 0
	ImportSection = 2
	CodeSection   = 10
	DataSection   = 11
)

// Names of custom sections:
// https://webassembly.github.io/spec/core/appendix/custom.html and
// https://github.com/WebAssembly/tool-conventions/blob/main/ProducersSection.md.
const (
	NameSection      = "name"
	ProducersSection = "producers"
)

const header = "\x00asm\x01\x00\x00\x00"

// ErrNotWasm is what the error wraps where bytes are no WebAssembly program.
var ErrNotWasm = errors.New("not a WebAssembly program")

// ReadSections returns the sections of a program in their order. Their bodies
// share its memory. The error is ErrNotWasm, or wraps it.
func ReadSections(program []byte) (sections []Section, err error) {
	defer recoverNotWasm(&err)
	rest, ok := bytes.CutPrefix(program, []byte(header))
	if !ok {
		return nil, ErrNotWasm
	}
	for r := Reader(rest); len(r) > 0; {
		s := Section{ID: r.Byte()}
		body := Reader(r.Block())
		if s.ID == CustomSection {
			s.Name = string(body.Block())
		}
		s.Body = body
		sections = append(sections, s)
	}
	return sections, nil
}

// WriteSections returns the program that has these sections.
func WriteSections(sections []Section) []byte {
	program := []byte(header)
	for _, s := range sections {
		body := s.Body
		if s.ID == CustomSection {
			body = append(AppendBlock(nil, []byte(s.Name)), body...)
		}
		program = AppendBlock(append(program, s.ID), body)
	}
	return program
}

// recoverNotWasm makes what a reader panics with an error.
func recoverNotWasm(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", ErrNotWasm, r)
	}
}
