//go:build js && wasm

package jsbridge

// TakeNatives is what the start of the program does.
func TakeNatives() { natives = takeNatives() }

// Discard is the end of a frame that has only these cleanups.
func Discard(cleanups ...func()) { (&frame{cleanups: cleanups}).discard() }
