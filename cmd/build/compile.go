package main

import (
	"bytes"
	"errors"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// programName is the file that pages load.
const programName = "passport.wasm"

// namedProgram is the program with the names of its functions, which has the
// same numbers for them as the one that is shipped: for a crash's stack.
const namedProgram = "passport.debug.wasm"

// compile builds cmd/wasm reproducibly: no paths, no version control stamp, no
// build ID, so that two builds of the same sources are the same bytes. Inlining
// in this module's own code would cost 2 KB after brotli and gain nothing.
func compile(out string) error {
	version, err := goEnv("GOVERSION")
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "passport-build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	overlay, err := writeOverlay(temp)
	if err != nil {
		log.Print(err)
	}
	cmd := exec.Command("go", "build", "-tags", "passport_prebuilt", "-trimpath", "-buildvcs=false", "-overlay="+overlay,
		"-gcflags=github.com/passport-logout/...=-l", "-ldflags=-buildid=", "-o", out, "./cmd/wasm")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOWASM=", "GOFLAGS=",
		"GOEXPERIMENT="+experiment(version))
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// experiment is the toolchain's setting that leaves out Go 1.26's additional
// garbage collector: 10 KB after brotli for a program that is over before it
// collects. Later toolchains do not know the setting.
func experiment(version string) string {
	if strings.HasPrefix(version, "go1.26") {
		return "nogreenteagc"
	}
	return ""
}

func goEnv(name string) (string, error) {
	out, err := exec.Command("go", "env", name).Output()
	return strings.TrimSpace(string(out)), err
}

// checkRuntime compares wasm_exec.js with the compiler's own: programs run
// only with the glue of the toolchain that built them.
func checkRuntime() error {
	root, err := goEnv("GOROOT")
	if err != nil {
		return err
	}
	want, err := os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	got, err := os.ReadFile("wasm_exec.js")
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return errors.New(`wasm_exec.js is not that of this toolchain; copy "$(go env GOROOT)/lib/wasm/wasm_exec.js" over it`)
	}
	return nil
}
