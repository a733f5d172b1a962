//go:build js && wasm

// Command torture does what depends on the tables that the build rewrites: it
// moves stacks, collects garbage under them, panics, recovers and blocks. It
// prints the same text every time. With an argument it ends as that says.
package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
)

func main() {
	if len(os.Args) > 1 {
		endings[os.Args[1]]()
	}
	for _, chapter := range []func(){stacks, garbage, finalizers, errors, recovery, goexit, reflection, goroutines, maps, browser} {
		chapter()
	}
	runtime.GC()
	fmt.Println("goroutines", runtime.NumGoroutine())
	fmt.Println("the end")
}

// endings are the ways to end that the runtime itself tells of.
var endings = map[string]func(){
	"panic":    func() { panic(fmt.Errorf("nobody recovers %d", 1)) },
	"nil":      func() { fmt.Println(*(*int)(nil)) },
	"nested":   func() { defer func() { panic("in a deferred function") }(); panic("first") },
	"deadlock": func() { select {} },
	"fatal":    func() { new(sync.Mutex).Unlock() },
	"exit":     func() { os.Exit(3) },
}
