package compress

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatIsCompressedIsReadAgain(t *testing.T) {
	for _, data := range [][]byte{{}, []byte("text"), bytes.Repeat([]byte("text "), 100_000)} {
		got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(Brotli(data))))
		require.NoError(t, err)
		assert.Equal(t, string(data), string(got))

		r, err := gzip.NewReader(bytes.NewReader(Gzip(data)))
		require.NoError(t, err)
		got, err = io.ReadAll(r)
		require.NoError(t, err)
		assert.Equal(t, string(data), string(got))
	}
}
