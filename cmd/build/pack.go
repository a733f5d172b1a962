package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// packedLimit limits the package for npm, in bytes. It has the program twice, by itself
// and within passport.wasm.js, and neither compresses any further.
const packedLimit = 1_250_000

// tarball is the name that npm gives the package of a version.
func tarball(version string) string { return "passport-logout-" + version + ".tgz" }

// pack makes the package for npm of what is in out, and puts it there. Which files
// it has stands in web/package.json.
func pack(out string) error {
	npm := exec.Command("npm", "pack", "--silent")
	npm.Dir = out
	if output, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm pack: %w: %s", err, output)
	}
	info, err := os.Stat(filepath.Join(out, tarball(version)))
	if err != nil {
		return err
	}
	if info.Size() > packedLimit {
		return fmt.Errorf("%s has %d bytes, more than %d", info.Name(), info.Size(), packedLimit)
	}
	fmt.Printf("%-24s %9d bytes, limit %d\n", info.Name(), info.Size(), packedLimit)
	return writeSums(out)
}
