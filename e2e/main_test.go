package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
)

// dist is the folder of the build under test.
var dist string

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		code = 1
	}
	os.Exit(code)
}

// run builds what is tested and starts one browser for all tests.
func run(m *testing.M) (int, error) {
	runMoreAtOnce()
	temp, err := os.MkdirTemp("", "passport-e2e-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(temp)
	dist = os.Getenv("PASSPORT_DIST")
	if dist == "" {
		dist = filepath.Join(temp, "dist")
		if err := buildDist(dist); err != nil {
			return 0, err
		}
	}
	var end context.CancelFunc
	enginesContext, end = context.WithCancel(context.Background())
	defer end()
	engineFiles = temp
	if err := startNamedSites(); err != nil {
		return 0, err
	}
	defer closeNamedSites()
	stop := startBrowsers(context.Background(), temp)
	defer stop()
	return m.Run(), nil
}

// runMoreAtOnce makes up for what tests wait for, unless told otherwise.
func runMoreAtOnce() {
	flag.Parse()
	told := false
	flag.Visit(func(f *flag.Flag) { told = told || f.Name == "test.parallel" })
	if !told {
		_ = flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0)))
	}
}

// buildDist runs the build as its user does.
func buildDist(out string) error {
	cmd := exec.Command("go", "run", "./cmd/build", "-o", out)
	cmd.Dir = ".."
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, output)
	}
	return nil
}
