package e2e

import (
	"encoding/json"
	"strings"
)

// What the stored entry holds. Nothing in it is trusted, and nothing in it
// keeps the user logged in.
var sessionFaults = []fault{
	stored("missing", false, func(string) string { return "" }),
	stored("corrupt JSON", false, func(entry string) string { return entry[:len(entry)/2] }),
	stored("null", false, func(string) string { return "null" }),
	stored("{}", false, func(string) string { return "{}" }),
	stored("an array", false, func(string) string { return `["id_token"]` }),
	stored("a number", false, func(string) string { return "1e999" }),
	stored("nested 100,000 deep", false, func(string) string { return strings.Repeat("[", 100_000) }),
	stored("values of wrong types", false, changed(map[string]any{
		"id_token": 42, "access_token": []string{"x"}, "refresh_token": map[string]any{"toString": nil}, "profile": "x", "expires_at": "never",
	})),
	stored("no refresh token", false, changed(map[string]any{"refresh_token": nil})),
	stored("opaque tokens", true, changed(map[string]any{"id_token": "opaque", "access_token": "opaque"})),
	stored("a token of 1 MB", true, changed(map[string]any{"id_token": strings.Repeat("e", 1<<20)})),
	// More than the 64 KiB that a browser takes along when it leaves a page.
	stored("a refresh token of 1 MB", false, changed(map[string]any{"refresh_token": strings.Repeat("r", 1<<20)})),
	stored("hostile claims", true, changed(map[string]any{
		"id_token": "e30.eyJpc3MiOiJqYXZhc2NyaXB0OmFsZXJ0KDEpIiwiZXhwIjotMWU5OTksIl9fcHJvdG9fXyI6eyJ4IjoxfX0.x",
		"profile":  map[string]any{"__proto__": map[string]any{"mode": "local"}, "email": "<img src=x onerror=alert(1)>"},
	})),
}

// stored is another entry in the place of the session's.
func stored(name string, revokes bool, entry func(string) string) fault {
	return fault{
		name: name,
		setUp: func(sc *scene) {
			sc.entry, sc.revokes = entry, revokes
		},
		redirect: returning, silent: ended,
	}
}

func whole(entry string) string { return entry }

// changed replaces values of the entry, and takes those out that are nil.
func changed(changes map[string]any) func(string) string {
	return func(entry string) string {
		var values map[string]any
		if err := json.Unmarshal([]byte(entry), &values); err != nil {
			panic(err)
		}
		for key, value := range changes {
			values[key] = value
			if value == nil {
				delete(values, key)
			}
		}
		data, err := json.Marshal(values)
		if err != nil {
			panic(err)
		}
		return string(data)
	}
}
