package e2e

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// What the engines' processes live in: until all tests have ended.
var (
	enginesContext context.Context
	engineFiles    string // a folder for their profiles
)

func findProgram(names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New(strings.Join(names, " or ") + " is not installed")
}

func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, err
}

// untilListening waits for a process to accept connections, which it tells in no other way.
func untilListening(address string) error {
	ctx, cancel := context.WithTimeout(enginesContext, patience)
	defer cancel()
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", address, err)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// virtualDisplay is an X display in memory, which starts when it is first asked for.
var virtualDisplay = sync.OnceValues(func() (string, error) {
	path, err := findProgram("Xvfb")
	if err != nil {
		return "", err
	}
	told, number, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer told.Close()
	cmd := exec.CommandContext(enginesContext, path, "-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{number}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	number.Close()
	line, err := bufio.NewReader(told).ReadString('\n')
	return ":" + strings.TrimSpace(line), err
})

// namesProxy is an HTTP proxy that leads every https name to this machine, to the port
// that it was asked for. localhost and addresses go past it.
var namesProxy = sync.OnceValue(func() string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, port, err := net.SplitHostPort(r.Host)
		if r.Method != http.MethodConnect || err != nil || !strings.HasSuffix(strings.TrimSuffix(r.Host, ":"+port), ".test") {
			http.Error(w, "this proxy knows names that end in .test", http.StatusBadGateway)
			return
		}
		upstream, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer upstream.Close()
		client, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer client.Close()
		_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n")
		go func() {
			_, _ = io.Copy(upstream, buffered)
			upstream.Close()
		}()
		_, _ = io.Copy(client, upstream)
	}))
	return server.Listener.Addr().String()
})
