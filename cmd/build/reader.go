package main

import "encoding/binary"

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

// signed reads a signed LEB128.
func (r *reader) signed() int {
	n, shift := 0, 0
	for {
		b := r.byte()
		n |= int(b&0x7f) << shift
		shift += 7
		if b < 0x80 {
			if b&0x40 != 0 {
				n |= -1 << shift
			}
			return n
		}
	}
}

// block reads a length and as many bytes.
func (r *reader) block() []byte {
	n := r.number()
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// appendNumber appends an unsigned LEB128.
func appendNumber(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }

// appendSigned appends a signed LEB128.
func appendSigned(b []byte, n int) []byte {
	for n < -0x40 || n >= 0x40 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n)&0x7f)
}

// appendBlock appends a length and as many bytes.
func appendBlock(b, block []byte) []byte { return append(appendNumber(b, len(block)), block...) }
