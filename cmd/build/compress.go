package main

import (
	"bytes"
	"compress/gzip"
	"os"

	"github.com/andybalholm/brotli"
)

// brotliOf compresses as far as brotli goes: quality 11, a 24-bit window.
func brotliOf(data []byte) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: 11, LGWin: 24})
	_, _ = w.Write(data) // a bytes.Buffer does not fail
	_ = w.Close()
	return b.Bytes()
}

func gzipOf(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

// precompress writes the .br and .gz files beside a file, for servers that
// send them as they are.
func precompress(path string, data []byte) error {
	if err := os.WriteFile(path+".br", brotliOf(data), 0o644); err != nil {
		return err
	}
	return os.WriteFile(path+".gz", gzipOf(data), 0o644)
}
