package main

import (
	"bufio"
	"os"
	"runtime"
	"strings"
)

// machine is where the samples were taken.
type machine struct {
	processor string
	cores     int
	system    string
}

func thisMachine() machine {
	return machine{
		processor: field("/proc/cpuinfo", "model name", ":", runtime.GOARCH),
		cores:     runtime.NumCPU(),
		system:    field("/etc/os-release", "PRETTY_NAME", "=", runtime.GOOS),
	}
}

// field is the first value of a name in a file of such pairs, or otherwise.
func field(path, name, separator, otherwise string) string {
	file, err := os.Open(path)
	if err != nil {
		return otherwise
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), separator)
		if strings.TrimSpace(key) == name {
			return strings.Trim(value, "\" \t")
		}
	}
	return otherwise
}
