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

	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// Program strips a WebAssembly program as Go 1.26 links it for js/wasm, with or
// without the section of names. What it returns it has read again, and found all
// of it there that stays. At anything it does not know it returns an error:
// wasmbinary.ErrNotWasm, or one that says what is not as expected.
func Program(linked []byte) (stripped []byte, err error) {
	sections, err := wasmbinary.ReadSections(linked)
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the program cannot be stripped: %v", r)
		}
	}()
	if producers := find(sections, wasmbinary.CustomSection, wasmbinary.ProducersSection); !bytes.Contains(producers.Body, []byte("go1.26")) {
		panic("it was not linked by Go 1.26")
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
