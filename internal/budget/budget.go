// Package budget holds how much a page may load, in bytes after brotli. Each has air for
// the next repair: a tenth for JavaScript, a twentieth for the program.
package budget

// The limits: the loader, which every page loads; the glue and the program, which follow
// where somebody is signed in; and the program before it is stripped.
const (
	Loader  = 8_700
	Glue    = 5_000
	Program = 440_000
	Linked  = 620_000
)
