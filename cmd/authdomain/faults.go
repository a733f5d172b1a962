package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

// faults are the words of [authdomain.ParseFault] by the path that they break.
type faults map[string]string

// add reads a path and its words from one text, as a flag has them.
func (f faults) add(text string) error {
	path, words, _ := strings.Cut(strings.TrimSpace(text), " ")
	if _, ok := f[path]; ok {
		return errors.New("the path has a fault already: join their words")
	}
	f[path] = words
	_, err := f.parse()
	return err
}

// parse refuses a path that nothing asks for, since a test of a fault that is never
// met would pass.
func (f faults) parse() (map[string]authdomain.Fault, error) {
	parsed := map[string]authdomain.Fault{}
	for path, words := range f {
		if !served(path) {
			return nil, fmt.Errorf("%q is no endpoint of the auth domain, such as /v2/logout", path)
		}
		fault, err := authdomain.ParseFault(words)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		parsed[path] = fault
	}
	return parsed, nil
}

func served(path string) bool {
	return slices.ContainsFunc(authdomain.Endpoints(), func(e authdomain.Endpoint) bool { return e.Path == path })
}
