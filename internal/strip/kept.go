package strip

import (
	"slices"
	"strings"
)

// Kinds of pcdata and of funcdata, and the ID of wrapper functions, from
// internal/abi/symtab.go.
const (
	pcdataStackMap = 1
	pcdataInlining = 2

	funcdataArguments    = 0
	funcdataLocals       = 1
	funcdataStackObjects = 2
	funcdataInlining     = 3
	funcdataDefers       = 4

	wrapper = 23
)

// stripped leaves out what only traces and asynchronous preemption ask for, which
// WebAssembly does not have. Which functions were inlined runtime.gorecover has to
// know as well, but only for wrappers: it counts the frames from a call of
// recover, which is not inlined, to the panic.
func (r record) stripped() record {
	if r.name == "runtime.deferreturn" && r.id != wrapper { // see cmd/internal/objabi/funcid.go
		panic("wrapper functions have another ID")
	}
	pcdata := []int{pcdataStackMap}
	funcdata := []int{funcdataArguments, funcdataLocals, funcdataStackObjects, funcdataDefers}
	if r.id == wrapper {
		pcdata, funcdata = append(pcdata, pcdataInlining), append(funcdata, funcdataInlining)
	}
	r.name = keptName(r)
	r.pcdata, r.funcdata = only(r.pcdata, pcdata), only(r.funcdata, funcdata)
	if len(r.funcdata) > funcdataInlining {
		r.funcdata[funcdataInlining] = nameless(r.funcdata[funcdataInlining])
	}
	return r
}

// only leaves some kinds of a list, and no end of nothing.
func only(list [][]byte, kinds []int) [][]byte {
	var kept [][]byte
	for kind, content := range list {
		if content != nil && slices.Contains(kinds, kind) {
			kept = append(kept, make([][]byte, kind+1-len(kept))...)
			kept[kind] = content
		}
	}
	return kept
}

// nameless clears the names and lines in a list of inlined calls, each a
// runtime.inlinedCall.
func nameless(calls []byte) []byte {
	calls = slices.Clone(calls)
	for at := 0; at+16 <= len(calls); at += 16 {
		clear(calls[at+4 : at+8])
		clear(calls[at+12 : at+16])
	}
	return calls
}

// keptName is a name as far as the runtime looks at it: goroutines that start in
// the runtime are its own (isSystemGoroutine), stubs of reflect have stack maps
// of their own (argMapInternal), and a wrapper of a method says whose that is when
// there is no receiver (panicwrap).
func keptName(r record) string {
	switch {
	case r.name == "reflect.makeFuncStub", r.name == "reflect.methodValueCall",
		r.id == wrapper && strings.Contains(r.name, ".(*"):
		return r.name
	case strings.HasPrefix(r.name, "runtime."):
		return "runtime."
	}
	return ""
}
