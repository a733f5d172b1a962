package main

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"
	"path"
	"path/filepath"

	"github.com/passport-logout/passport-logout/internal/compress"
)

// asset is a file as it is served: compressed in advance with brotli.
type asset struct {
	contentType string
	etag        string
	raw         int
	gzip        int
	compressed  []byte
}

func newAsset(name string, content []byte) asset {
	return compressedAsset(name, content, compress.Brotli(content))
}

func compressedAsset(name string, content, compressed []byte) asset {
	sum := sha256.Sum256(content)
	return asset{
		contentType: contentTypes[path.Ext(name)],
		etag:        `"` + hex.EncodeToString(sum[:8]) + `"`,
		raw:         len(content),
		gzip:        len(compress.Gzip(content)),
		compressed:  compressed,
	}
}

// size is what files come to, in bytes.
type size struct{ raw, gzip, brotli int }

func (a asset) size() size { return size{a.raw, a.gzip, len(a.compressed)} }

// glueName is the name of the module's JavaScript beside the loader. The build stands
// in it, so that it may be cached for good.
const glueName = "passport.program-*.js"

// glueSize is the size of that.
func glueSize(assets map[string]asset) (sum size) {
	for name, a := range assets {
		if glue, _ := path.Match("/dist/"+glueName, name); glue {
			sum = size{sum.raw + a.raw, sum.gzip + a.gzip, sum.brotli + len(a.compressed)}
		}
	}
	return sum
}

var contentTypes = map[string]string{
	"":      "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".wasm": "application/wasm",
}

// version is what a versioned URL carries.
func (a asset) version() string { return a.etag[1 : len(a.etag)-1] }

// ServeHTTP lets a versioned URL be cached for good, and has the rest asked
// for again.
func (a asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Encoding", "br")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Etag", a.etag)
	h.Set("Cache-Control", "no-cache")
	// What the driver tells a page, such as ?now, is no version.
	named, _ := path.Match("/dist/"+glueName, r.URL.Path)
	if named || r.URL.RawQuery != "" && path.Ext(r.URL.Path) != "" {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if r.Header.Get("If-None-Match") == a.etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(a.compressed)
}

// distAssets reads what a page loads of dist/, the program as it was
// compressed there.
func distAssets(dist string) (map[string]asset, error) {
	assets := map[string]asset{}
	glue, err := filepath.Glob(filepath.Join(dist, glueName))
	if err != nil {
		return nil, err
	}
	for _, file := range append(glue, filepath.Join(dist, "passport.js"), filepath.Join(dist, "passport.wasm")) {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		compressed, err := os.ReadFile(file + ".br")
		if err != nil {
			compressed = compress.Brotli(content)
		}
		name := filepath.Base(file)
		assets["/dist/"+name] = compressedAsset(name, content, compressed)
	}
	return assets, nil
}
