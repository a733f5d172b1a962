// Command build makes dist/: the WebAssembly program, the loader as an ES
// module and as a classic script, the types, and their checksums. The same
// sources give the same bytes.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "dist", "the folder to build into")
	share := flag.Bool("share", false, "print each package's share of the program, and build nothing")
	flag.Parse()
	run := func() error { return build(*out) }
	if *share {
		run = printShares
	}
	if err := run(); err != nil {
		log.Fatal("build: ", err)
	}
}

func build(out string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := checkRuntime(); err != nil {
		return err
	}
	program := filepath.Join(out, "passport.wasm")
	if err := compile(program, shipped); err != nil {
		return err
	}
	wasm, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	if err := bundle(out, wasm); err != nil {
		return err
	}
	if err := copyFiles(out); err != nil {
		return err
	}
	if err := precompress(program, wasm); err != nil {
		return err
	}
	if err := writeSums(out); err != nil {
		return err
	}
	return checkBudgets(out)
}
