//go:build js && wasm

package jsbridge

// TakeNatives is what the start of the program does.
func TakeNatives() { natives = takeNatives() }
