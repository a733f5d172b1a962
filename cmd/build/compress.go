package main

import (
	"os"

	"github.com/passport-logout/passport-logout/internal/compress"
)

// precompress writes the .br and .gz files beside a file, for servers that
// send them as they are.
func precompress(path string, data []byte) error {
	if err := os.WriteFile(path+".br", compress.Brotli(data), 0o644); err != nil {
		return err
	}
	return os.WriteFile(path+".gz", compress.Gzip(data), 0o644)
}
