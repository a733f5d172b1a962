package main

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
)

var errCannotStrip = errors.New("the program cannot be stripped")

// strip removes from a program of Go 1.26 what only people read: in its function
// table the names, files and lines, and in its data section the many addresses
// around short runs of zeros. What the runtime needs to grow stacks, to collect
// garbage, to panic and to recover stays as it was, and is read again to prove it.
// Anything that is not as expected is an error.
func strip(program []byte) (stripped []byte, err error) {
	sections, err := readSections(program)
	if err != nil {
		return nil, err
	}
	defer recoverAs(&err, errCannotStrip)
	if producers := find(sections, customSection, "producers"); !bytes.Contains(producers.body, []byte("go1.26")) {
		panic("it was not linked by Go 1.26")
	}
	data := find(sections, dataSection, "")
	before := readMemory(data.body)
	table := findTable(before)
	records := table.readRecords()
	for i, r := range records {
		records[i] = r.stripped()
	}
	table.memory = slices.Clone(before)
	table.layOut(records)
	table.clearBuckets()
	data.body = table.memory.segments(64)
	check(readMemory(data.body), before, records)
	return writeSections(sections), nil
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
