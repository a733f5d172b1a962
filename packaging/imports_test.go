package packaging

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestImports imports the package where there is no browser, and where something
// pretends to be one. The scripts assert that nothing comes of it.
func TestImports(t *testing.T) {
	a := newApp(t, []string{"imports"})
	for name, line := range map[string]string{
		"Node, import":               "node import.mjs",
		"Node, require":              "node require.cjs",
		"Node, import, development":  "node --conditions=development import.mjs",
		"Node, require, development": "node --conditions=development require.cjs",
		"Jest":                       "jest --ci jest.test.js",
		"vitest, jsdom":              "vitest run --environment=jsdom dom.spec.js",
		"vitest, happy-dom":          "vitest run --environment=happy-dom dom.spec.js",
	} {
		t.Run(name, func(t *testing.T) { a.run(line) })
	}
}

func TestAnEdgeRuntime(t *testing.T) {
	a := newApp(t, []string{"imports"})
	a.run("esbuild edge.js --bundle --format=iife --global-name=result --outfile=dist/edge.js")
	a.run("node edge.mjs")
}

func TestAWorker(t *testing.T) {
	a := newApp(t, []string{"imports"})
	a.serve(".", "/", fewTypes)
	p := newTab(t)
	p.open(a.origin + "/")

	said := eval[string](p, `new Promise((resolve) => {
		new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => resolve(data);
	})`)

	assert.Equal(t, "unsupported_environment, 0 globals", said)
}
