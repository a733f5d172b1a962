package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// section is one section of a WebAssembly program.
type section struct {
	id   byte
	name string // of a custom section
	body []byte // after the name
}

// Sections of the WebAssembly binary format:
// https://webassembly.github.io/spec/core/binary/modules.html.
const (
	customSection = 0
	importSection = 2
	memorySection = 5
	codeSection   = 10
	dataSection   = 11
)

const wasmHeader = "\x00asm\x01\x00\x00\x00"

var errNotWasm = errors.New("not a WebAssembly program")

func readSections(program []byte) (sections []section, err error) {
	defer recoverAs(&err, errNotWasm)
	rest, ok := bytes.CutPrefix(program, []byte(wasmHeader))
	if !ok {
		return nil, errNotWasm
	}
	for r := (reader{rest}); len(r.rest) > 0; {
		s := section{id: r.byte()}
		body := reader{r.block()}
		if s.id == customSection {
			s.name = string(body.block())
		}
		s.body = body.rest
		sections = append(sections, s)
	}
	return sections, nil
}

func writeSections(sections []section) []byte {
	program := []byte(wasmHeader)
	for _, s := range sections {
		body := s.body
		if s.id == customSection {
			body = append(appendBlock(nil, []byte(s.name)), body...)
		}
		program = appendBlock(append(program, s.id), body)
	}
	return program
}

// find returns the one section with an id, and a name if it is a custom one. It
// panics if there is none.
func find(sections []section, id byte, name string) *section {
	i := slices.IndexFunc(sections, func(s section) bool { return s.id == id && s.name == name })
	return &sections[i]
}

// recoverAs makes what a reader panics with an error of a kind.
func recoverAs(err *error, kind error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", kind, r)
	}
}
