// Package strip removes from a linked program what only people read: in its
// function table the names, files and lines, and in its data section the many
// addresses around short runs of zeros. What the runtime needs to grow stacks, to
// collect garbage, to panic and to recover stays as it was. Functions keep their
// numbers.
package strip

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// known is the release whose function table is known.
const known = "go1.26"

// Program strips a WebAssembly program as Go 1.26 links it for js/wasm, with or
// without the section of names. What it returns it has read again, and found all
// of it there that stays. At anything it does not know it returns an error:
// wasmbinary.ErrNotWasm, or one that says which toolchain has linked the program
// and what is not as expected.
func Program(linked []byte) (stripped []byte, err error) {
	sections, err := wasmbinary.ReadSections(linked)
	if err != nil {
		return nil, err
	}
	toolchain := "an unknown toolchain"
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a program of %s cannot be stripped: %v", toolchain, r)
		}
	}()
	toolchain = linker(sections)
	if !strings.HasPrefix(toolchain, known) {
		panic("only the function table of " + known + " is known")
	}
	data := find(sections, wasmbinary.DataSection, "")
	before := readMemory(data.Body)
	table := findTable(before)
	records := table.readRecords()
	for i, r := range records {
		records[i] = r.stripped()
	}
	table.memory = slices.Clone(before)
	table.layOut(records)
	table.clearBuckets()
	data.Body = table.memory.segments(64)
	check(readMemory(data.Body), before, records)
	return wasmbinary.WriteSections(sections), nil
}

// linker returns the version of the toolchain that linked a program: of the fields
// of its producers, the value of the first, the language, has it
// (cmd/link/internal/wasm/asm.go).
func linker(sections []wasmbinary.Section) string {
	r := wasmbinary.Reader(find(sections, wasmbinary.CustomSection, wasmbinary.ProducersSection).Body)
	r.Number() // of fields
	r.Block()  // "language"
	r.Number() // of values
	r.Block()  // "Go"
	return string(r.Block())
}

// find returns the one section with an id, and a name if it is a custom one. It
// panics if there is none.
func find(sections []wasmbinary.Section, id byte, name string) *wasmbinary.Section {
	i := slices.IndexFunc(sections, func(s wasmbinary.Section) bool { return s.ID == id && s.Name == name })
	return &sections[i]
}

// check panics unless the memory has these records, and all else that it had
// before.
func check(m, before memory, records []record) {
	table := findTable(m)
	start, stop := table.names.start, table.buckets.stop
	if !bytes.Equal(m[:start], before[:start]) || !bytes.Equal(m[stop:], before[stop:]) {
		panic("something else than the table has changed")
	}
	got := table.readRecords()
	for i, r := range records {
		for j, object := range r.funcdata {
			if object != nil {
				got[i].funcdata[j] = got[i].funcdata[j][:len(object)]
			}
		}
	}
	if !reflect.DeepEqual(got, records) {
		panic("the table is not as it was meant")
	}
}
