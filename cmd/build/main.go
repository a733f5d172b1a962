// Command build makes dist/: the WebAssembly program, the loader as an ES
// module and as a classic script, the types, and their checksums; with -pack the
// package for npm as well. The same sources give the same bytes.
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
	packed := flag.Bool("pack", false, "make the package for npm, too, which needs npm")
	share := flag.Bool("share", false, "print what the built program is made of, and build nothing")
	flag.Parse()
	run := func() error { return build(*out) }
	if *share {
		run = func() error { return printShares(*out) }
	}
	err := run()
	if err == nil && *packed {
		err = pack(*out)
	}
	if err != nil {
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
	named := filepath.Join(out, namedProgram)
	if err := compile(named); err != nil {
		return err
	}
	p, err := readProgram(named)
	if err != nil {
		return err
	}
	if p.unstripped != nil {
		log.Print(p.unstripped)
	}
	shipped := filepath.Join(out, programName)
	if err := os.WriteFile(shipped, p.shipped, 0o644); err != nil {
		return err
	}
	if err := removeOld(out); err != nil {
		return err
	}
	if err := bundle(out, p.shipped); err != nil {
		return err
	}
	if err := writeInline(out, p.shipped); err != nil {
		return err
	}
	if err := writeAlias(out); err != nil {
		return err
	}
	if err := copyFiles(out); err != nil {
		return err
	}
	if err := precompress(shipped, p.shipped); err != nil {
		return err
	}
	if err := writeSums(out); err != nil {
		return err
	}
	return checkBudgets(out, p.unstripped == nil)
}
