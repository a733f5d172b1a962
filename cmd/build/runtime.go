package main

import (
	"os"

	"github.com/evanw/esbuild/pkg/api"
)

// scopedRuntime returns wasm_exec.js with the names globalThis, fs and Reflect
// replaced by those of web/program/scope.js.
func scopedRuntime(path string) (string, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	result := api.Transform(string(source), api.TransformOptions{
		Loader: api.LoaderJS,
		Define: map[string]string{"globalThis": "goGlobal", "fs": "goGlobal.fs", "Reflect": "goGlobal.Reflect"},
	})
	if len(result.Errors) > 0 {
		return "", &os.PathError{Op: "transform", Path: path, Err: os.ErrInvalid}
	}
	return "import { goGlobal } from './web/program/scope.js';\n" + string(result.Code), nil
}
