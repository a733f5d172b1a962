package wasmbinary

import "encoding/binary"

// Reader takes a binary apart: it is what has not been read. Its methods panic
// where it is too short for what they read.
type Reader []byte

// Byte reads a byte.
func (r *Reader) Byte() byte {
	b := (*r)[0]
	*r = (*r)[1:]
	return b
}

// Number reads an unsigned LEB128.
func (r *Reader) Number() int {
	n, size := binary.Uvarint(*r)
	*r = (*r)[size:]
	return int(n)
}

// Signed reads a signed LEB128.
func (r *Reader) Signed() int {
	n, shift := 0, 0
	for {
		b := r.Byte()
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

// Block reads a length and as many bytes.
func (r *Reader) Block() []byte {
	n := r.Number()
	b := (*r)[:n]
	*r = (*r)[n:]
	return b
}

// AppendNumber appends an unsigned LEB128.
func AppendNumber(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }

// AppendSigned appends a signed LEB128.
func AppendSigned(b []byte, n int) []byte {
	for n < -0x40 || n >= 0x40 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n)&0x7f)
}

// AppendBlock appends a length and as many bytes.
func AppendBlock(b, block []byte) []byte { return append(AppendNumber(b, len(block)), block...) }
