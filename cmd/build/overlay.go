package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// printsFloats are the statements of runtime/print.go that bring in the formatting
// of floating-point numbers: 22 KB after brotli, for a panic with such a value and
// for print, neither of which this program has.
var printsFloats = map[string]string{
	"gwrite(strconv.AppendFloat(buf[:0], v, 'g', -1, 64))":               `gwrite(append(buf[:0], "(float64)"...))`,
	"gwrite(strconv.AppendFloat(buf[:0], float64(v), 'g', -1, 32))":      `gwrite(append(buf[:0], "(float32)"...))`,
	"gwrite(strconv.AppendComplex(buf[:0], c, 'g', -1, 128))":            `gwrite(append(buf[:0], "(complex128)"...))`,
	"gwrite(strconv.AppendComplex(buf[:0], complex128(c), 'g', -1, 64))": `gwrite(append(buf[:0], "(complex64)"...))`,
}

var errPrintsFloats = errors.New("runtime/print.go is another one than that of Go 1.26: the program keeps the formatting of floating-point numbers")

// writeOverlay writes into a folder what go build -overlay takes: the toolchain's
// runtime/print.go, which names the type of a floating-point number where it would
// write the number. It returns the overlay's path.
func writeOverlay(folder string) (string, error) {
	root, err := goEnv("GOROOT")
	if err != nil {
		return "", err
	}
	original := filepath.Join(root, "src", "runtime", "print.go")
	source, err := os.ReadFile(original)
	if err != nil {
		return "", err
	}
	patched, err := withoutFloats(string(source))
	if err != nil {
		return "", err
	}
	replacement := filepath.Join(folder, "print.go")
	if err := os.WriteFile(replacement, []byte(patched), 0o644); err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{original: replacement}})
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "overlay.json")
	return path, os.WriteFile(path, overlay, 0o644)
}

// withoutFloats replaces the statements, each of which must be there once.
func withoutFloats(source string) (string, error) {
	for statement, replacement := range printsFloats {
		if strings.Count(source, statement) != 1 {
			return "", errPrintsFloats
		}
		source = strings.Replace(source, statement, replacement, 1)
	}
	return source, nil
}
