package main

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func hexOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// integrityOf is the integrity metadata of Subresource Integrity.
func integrityOf(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// writeSums writes SHA256SUMS, for sha256sum -c, and integrity.json, the values
// of integrity attributes.
func writeSums(out string) error {
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	var sums strings.Builder
	integrity := map[string]string{}
	for _, entry := range entries {
		name := entry.Name()
		if name == "SHA256SUMS" || name == "integrity.json" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%s  %s\n", hexOf(data), name)
		if strings.HasSuffix(name, "js") || name == programName {
			integrity[name] = integrityOf(data)
		}
	}
	if err := os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644); err != nil {
		return err
	}
	data, err := json.MarshalIndent(integrity, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "integrity.json"), append(data, '\n'), 0o644)
}
