package wasmbinary

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const program = "\x00asm\x01\x00\x00\x00" +
	"\x02\x07\x01\x01a\x01b\x00\x00" + // one import
	"\x0a\x08\x02\x02\x00\x0b\x03\x00\x01\x0b" + // two bodies
	"\x0b\x03xyz" + // data
	"\x00\x12\x04name\x01\x0b\x02\x01\x03p.f\x02\x03q.g"

func TestReadFunctions(t *testing.T) {
	functions, data, err := ReadFunctions([]byte(program))

	require.NoError(t, err)
	assert.Equal(t, []Function{{"p.f", 2}, {"q.g", 3}}, functions)
	assert.Equal(t, 3, data)
	for _, broken := range []string{"", "<!doctype html>", program[:len(program)-5]} {
		_, _, err := ReadFunctions([]byte(broken))
		assert.ErrorIs(t, err, ErrNotWasm)
	}
}

func TestSectionsAreWrittenAsTheyWereRead(t *testing.T) {
	sections, err := ReadSections([]byte(program))

	require.NoError(t, err)
	assert.Len(t, sections, 4)
	assert.Equal(t, Section{CustomSection, NameSection, []byte("\x01\x0b\x02\x01\x03p.f\x02\x03q.g")}, sections[3])
	assert.Equal(t, program, string(WriteSections(sections)))
}

func TestNumbersAreReadAsTheyWereWritten(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 127, 128, 1 << 20, 1<<31 - 1} {
		r := Reader(AppendSigned(AppendSigned(AppendNumber(nil, n), n), -n))

		assert.Equal(t, []int{n, n, -n}, []int{r.Number(), r.Signed(), r.Signed()})
		assert.Empty(t, r)
	}
}
