package strip

import (
	"encoding/binary"

	"github.com/passport-logout/passport-logout/internal/wasmbinary"
)

// memory is a program's linear memory as its data section fills it, from
// address 0. What follows is zero.
type memory []byte

// Opcodes of a data segment's address: (i32.const …) (end).
const i32Const, end = 0x41, 0x0b

// maxMemory is where a data section is taken for a broken one.
const maxMemory = 64 << 20

func readMemory(data []byte) memory {
	var m memory
	r := wasmbinary.Reader(data)
	for range r.Number() {
		index, opcode, at := r.Byte(), r.Byte(), r.Signed()
		if index != 0 || opcode != i32Const || at < 0 || at > maxMemory || r.Byte() != end {
			panic("a data segment at an address that is not known")
		}
		segment := r.Block()
		m = append(m, make([]byte, max(0, at+len(segment)-len(m)))...)
		copy(m[at:], segment)
	}
	return m
}

// segments is the data section for a memory. It leaves out runs of zeros, but
// not those of less than gap bytes: brotli makes less of them than of an address.
func (m memory) segments(gap int) []byte {
	var segments []byte
	count := 0
	for start := m.next(0); start < len(m); count++ {
		stop := start + 1
		next := m.next(stop)
		for next < len(m) && next-stop < gap {
			stop = next + 1
			next = m.next(stop)
		}
		segments = append(segments, 0, i32Const)
		segments = append(wasmbinary.AppendSigned(segments, start), end)
		segments = wasmbinary.AppendBlock(segments, m[start:stop])
		start = next
	}
	return append(wasmbinary.AppendNumber(nil, count), segments...)
}

// next is the address, from at on, of a byte that is not zero.
func (m memory) next(at int) int {
	for at < len(m) && m[at] == 0 {
		at++
	}
	return at
}

func (m memory) uint32(at int) int { return int(binary.LittleEndian.Uint32(m[at:])) }

func (m memory) setUint32(at, n int) { binary.LittleEndian.PutUint32(m[at:], uint32(n)) }

func (m memory) uint64(at int) int { return int(binary.LittleEndian.Uint64(m[at:])) }

// uint32s and uint64s read n numbers in a row.
func (m memory) uint32s(at, n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = m.uint32(at + 4*i)
	}
	return numbers
}

func (m memory) uint64s(at, n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = m.uint64(at + 8*i)
	}
	return numbers
}
