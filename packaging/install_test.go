package packaging

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// dist is the build under test, tarball the package that npm makes of it, and
// unpacked what npm installs of that.
var dist, tarball, unpacked string

// installTools installs what package-lock.json pins, once into the user's cache,
// and has commands find it. It returns the folder.
func installTools() (dir string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		return "", err
	}
	manifest, err := os.ReadFile("package.json")
	if err != nil {
		return "", err
	}
	dir = filepath.Join(cache, "passport-logout", fmt.Sprintf("packaging-%.6x", sha256.Sum256(lock)))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "node_modules", ".bin") + string(os.PathListSeparator) + os.Getenv("PATH")
	for name, value := range map[string]string{"PATH": path, "NEXT_TELEMETRY_DISABLED": "1", "NO_COLOR": "1"} {
		if err := os.Setenv(name, value); err != nil {
			return "", err
		}
	}
	// npm writes this file when it is done.
	if _, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json")); err == nil {
		return dir, nil
	}
	err = errors.Join(
		os.WriteFile(filepath.Join(dir, "package.json"), manifest, 0o644),
		os.WriteFile(filepath.Join(dir, "package-lock.json"), lock, 0o644),
	)
	if err != nil {
		return "", err
	}
	_, err = command(dir, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	return dir, err
}

// installPackage builds and packs, and has npm install what was packed.
func installPackage() error {
	dist = filepath.Join(work, "dist")
	if _, err := command("..", "go", "run", "./cmd/build", "-pack", "-o", dist); err != nil {
		return err
	}
	tarballs, err := filepath.Glob(filepath.Join(dist, "*.tgz"))
	if err != nil || len(tarballs) != 1 {
		return fmt.Errorf("%d packages are in %s", len(tarballs), dist)
	}
	tarball = tarballs[0]
	installed := filepath.Join(work, "installed")
	if err := os.Mkdir(installed, 0o755); err != nil {
		return err
	}
	unpacked = filepath.Join(installed, "node_modules", "passport-logout")
	_, err = command(installed, "npm", "install", "--prefix", installed, "--no-audit", "--no-fund", tarball)
	return err
}

// command runs a program in a folder. An error has what it has printed.
func command(dir, name string, args ...string) (output string, err error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	printed, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, printed)
	}
	return string(printed), nil
}
