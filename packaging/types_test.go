package packaging

import "testing"

// TestTypes compiles what uses the types, for each way in which TypeScript looks
// for them.
func TestTypes(t *testing.T) {
	a := newApp(t, []string{"types"})
	const tsc = "tsc --noEmit --strict --target es2022 --lib es2022,dom --types --skipLibCheck false "
	for resolution, files := range map[string]string{
		"--module esnext --moduleResolution bundler": "module.mts globals.ts",
		"--module node16":   "module.mts globals.ts require.cts",
		"--module nodenext": "module.mts globals.ts require.cts",
	} {
		t.Run(resolution, func(t *testing.T) { a.run(tsc + resolution + " " + files) })
	}
}
