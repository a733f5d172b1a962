package strip

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// record is what the runtime has to know of a function: runtime._func, without
// the files and lines that are for people.
type record struct {
	entry, args, deferReturn int
	id, flags                byte
	name                     string
	frame                    []byte   // its frame's size, by program counter
	pcdata                   [][]byte // other values by program counter; nil for none
	funcdata                 [][]byte // stack maps and the like; nil for none
}

// Offsets in runtime._func, and its size without the offsets of pcdata and of
// funcdata that follow it.
const (
	recordName        = 4
	recordArgs        = 8
	recordDeferReturn = 12
	recordFrame       = 16
	recordPcdata      = 28
	recordID          = 40
	recordFlags       = 41
	recordFuncdata    = 43
	recordSize        = 44
)

// none is the offset of funcdata that a function does not have. Of a name and of
// a table it is 0.
const none = 1<<32 - 1

// firstEntry is the entry of the first function (cmd/link/internal/wasm/asm.go).
// The next has the next number.
const firstEntry = 0x1000

// readRecords reads the records of all functions.
func (t pclntab) readRecords() []record {
	list, objects := t.records.of(t.memory), t.objects()
	records := make([]record, t.count)
	for i := range records {
		at := list.uint32(8*i + 4)
		r := record{
			entry:       list.uint32(at),
			args:        list.uint32(at + recordArgs),
			deferReturn: list.uint32(at + recordDeferReturn),
			id:          list[at+recordID],
			flags:       list[at+recordFlags],
			name:        t.name(list.uint32(at + recordName)),
			frame:       t.table(list.uint32(at + recordFrame)),
		}
		for _, offset := range pcdataOffsets(list, at) {
			r.pcdata = append(r.pcdata, t.table(offset))
		}
		for _, offset := range funcdataOffsets(list, at) {
			r.funcdata = append(r.funcdata, objects[offset])
		}
		if r.entry != firstEntry+i || list.uint32(8*i) != r.entry || t.bucket(i).uint32(0) != i {
			panic(fmt.Sprintf("function %d is not in its place", i))
		}
		records[i] = r
	}
	if list.uint32(8*t.count) != firstEntry+t.count {
		panic("the functions do not end where they should")
	}
	return records
}

func pcdataOffsets(list memory, at int) []int {
	return list.uint32s(at+recordSize, list.uint32(at+recordPcdata))
}

func funcdataOffsets(list memory, at int) []int {
	return list.uint32s(at+recordSize+4*list.uint32(at+recordPcdata), int(list[at+recordFuncdata]))
}

func (t pclntab) name(offset int) string {
	if offset == 0 {
		return ""
	}
	name, _, _ := bytes.Cut(t.names.of(t.memory)[offset:], []byte{0})
	return string(name)
}

// table reads a table of values by program counter: pairs of numbers, until the
// first of a pair is 0. In the first pair it may be.
func (t pclntab) table(offset int) []byte {
	if offset == 0 {
		return nil
	}
	table := t.tables.of(t.memory)[offset:]
	r := wasmbinary.Reader(table)
	for first := true; r.Number() != 0 || first; first = false {
		r.Number()
	}
	return table[:len(table)-len(r)]
}

// objects reads all funcdata, by offset. Each ends where the next starts, or
// before: the runtime knows their sizes.
func (t pclntab) objects() map[int][]byte {
	list, data := t.records.of(t.memory), t.funcdata.of(t.memory)
	offsets := []int{len(data)}
	for i := range t.count {
		offsets = append(offsets, funcdataOffsets(list, list.uint32(8*i+4))...)
	}
	slices.Sort(offsets)
	offsets = slices.DeleteFunc(slices.Compact(offsets), func(offset int) bool { return offset == none })
	objects := map[int][]byte{}
	for i, offset := range offsets[:len(offsets)-1] {
		objects[offset] = data[offset:offsets[i+1]]
	}
	return objects
}
