package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// function is one function of a WebAssembly program.
type function struct {
	name string
	size int
}

// Sections and name subsections of the WebAssembly binary format, and the kind
// of an import that is a function.
const (
	customSection = 0
	importSection = 2
	codeSection   = 10
	dataSection   = 11

	functionNames  = 1
	functionImport = 0
)

// readProgram returns the functions of a WebAssembly program with the sizes of
// their bodies, and the size of its data.
func readProgram(program []byte) (functions []function, data int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not a WebAssembly program: %v", r)
		}
	}()
	if !bytes.HasPrefix(program, []byte("\x00asm\x01\x00\x00\x00")) {
		return nil, 0, errors.New("not a WebAssembly program")
	}
	imported := 0
	names := map[int]string{}
	for r := (reader{program[8:]}); len(r.rest) > 0; {
		id, section := r.byte(), reader{r.block()}
		switch id {
		case importSection:
			imported = section.imports()
		case codeSection:
			for range section.number() {
				functions = append(functions, function{size: len(section.block())})
			}
		case dataSection:
			data = len(section.rest)
		case customSection:
			if string(section.block()) == "name" {
				section.names(names)
			}
		}
	}
	for i := range functions {
		functions[i].name = names[i+imported]
	}
	return functions, data, nil
}

// reader takes a binary apart. It panics at its end.
type reader struct{ rest []byte }

func (r *reader) byte() byte {
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

// number reads an unsigned LEB128.
func (r *reader) number() int {
	n, size := binary.Uvarint(r.rest)
	r.rest = r.rest[size:]
	return int(n)
}

// block reads a length and as many bytes.
func (r *reader) block() []byte {
	n := r.number()
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// imports counts the imported functions: Go's linker imports nothing else.
func (r *reader) imports() int {
	n := r.number()
	for range n {
		r.block()
		r.block()
		if kind := r.byte(); kind != functionImport {
			panic("an import that is no function")
		}
		r.number()
	}
	return n
}

func (r *reader) names(names map[int]string) {
	for len(r.rest) > 0 {
		id, section := r.byte(), reader{r.block()}
		if id != functionNames {
			continue
		}
		for range section.number() {
			index := section.number()
			names[index] = string(section.block())
		}
	}
}
