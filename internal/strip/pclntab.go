package strip

import (
	"bytes"
	"fmt"
	"slices"
)

// pclntab is the linker's table of what the runtime has to know of functions.
// cmd/link/internal/ld/pcln.go writes it, runtime/symtab.go reads it, and
// debug/gosym shows how to.
type pclntab struct {
	memory memory
	count  int // of functions

	// In the order of their addresses, without gaps.
	names    region // of functions, each ended by a zero
	units    region // which files a package was made of
	files    region // the names of files
	tables   region // values by program counter
	records  region // entry and offset of every function's record, then the records
	funcdata region // stack maps and the like
	buckets  region // what finds the function for a program counter
}

// region is a part of a memory, from start to before stop.
type region struct{ start, stop int }

func (r region) of(m memory) memory { return m[r.start:r.stop:r.stop] }

// pcHeader is how the table starts since Go 1.20 where pointers have 8 bytes and
// instructions are counted by 1: abi.CurrentPCLnTabMagic and so on.
var pcHeader = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// Offsets in runtime.pcHeader: the number of functions, and five offsets.
const headerCount, headerParts = 8, 32

// Offsets in runtime.moduledata: slices, of which those five parts are the
// first, and addresses.
const (
	moduleSlices   = 8
	moduleBuckets  = 152
	moduleMinPC    = 160
	moduleText     = 176
	moduleFuncdata = 320
	moduleTableEnd = 328
)

// findTable finds the table. It panics unless the header and the moduledata
// agree on where its parts are.
func findTable(m memory) pclntab {
	header := bytes.Index(m, pcHeader)
	if header < 0 || bytes.Contains(m[header+1:], pcHeader) {
		panic("there is not one header")
	}
	starts := m.uint64s(header+headerParts, 5)
	for i := range starts {
		starts[i] += header
	}
	module := findModule(m, header, starts)
	if module.uint64(moduleMinPC)-module.uint64(moduleText) != firstEntry<<16 {
		panic("the functions do not start where they should")
	}
	starts = append(starts, module.uint64(moduleFuncdata), module.uint64(moduleBuckets), module.uint64(moduleTableEnd))
	if !slices.IsSorted(starts) {
		panic(fmt.Sprint("the parts are not in order: ", starts))
	}
	t := pclntab{memory: m, count: m.uint64(header + headerCount)}
	for i, part := range []*region{&t.names, &t.units, &t.files, &t.tables, &t.records, &t.funcdata, &t.buckets} {
		*part = region{starts[i], starts[i+1]}
	}
	return t
}

// findModule finds the moduledata by the addresses that it has of the header and
// of the parts that the header tells of.
func findModule(m memory, header int, parts []int) memory {
	for at := 0; at+moduleTableEnd+8 <= len(m); at += 8 {
		module := m[at:]
		found := module.uint64(0) == header
		for i := 0; found && i < len(parts); i++ {
			found = module.uint64(moduleSlices+24*i) == parts[i]
		}
		if found {
			return module
		}
	}
	panic("there is no moduledata")
}

// Each function has 16 buckets of 20 bytes. Since its program counters are
// entry<<16 and some, and a bucket is for 4096 of them, of which runtime.findfunc
// asks for the first, it reads no other bucket than the first.
const bucketSize, bucketsPerFunction = 20, 16

// bucket is the part of the buckets that is one function's. The last function
// may have less.
func (t pclntab) bucket(i int) memory {
	buckets := t.buckets.of(t.memory)
	start := i * bucketSize * bucketsPerFunction
	return buckets[start:min(start+bucketSize*bucketsPerFunction, len(buckets))]
}

// clearBuckets clears the buckets that are never read.
func (t pclntab) clearBuckets() {
	for i := range t.count {
		bucket := t.bucket(i)
		clear(bucket[min(bucketSize, len(bucket)):])
	}
}
