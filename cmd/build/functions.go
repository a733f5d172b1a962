package main

// function is one function of a WebAssembly program.
type function struct {
	name string
	size int
}

// The custom section of names, its subsection of function names, and the kind of
// an import that is a function.
const (
	nameSection    = "name"
	functionNames  = 1
	functionImport = 0
)

// readFunctions returns the functions of a WebAssembly program with the sizes of
// their bodies, and the size of its data.
func readFunctions(program []byte) (functions []function, data int, err error) {
	sections, err := readSections(program)
	if err != nil {
		return nil, 0, err
	}
	defer recoverAs(&err, errNotWasm)
	imported := 0
	names := map[int]string{}
	for _, s := range sections {
		r := reader{s.body}
		switch {
		case s.id == importSection:
			imported = r.imports()
		case s.id == codeSection:
			for range r.number() {
				functions = append(functions, function{size: len(r.block())})
			}
		case s.id == dataSection:
			data = len(s.body)
		case s.name == nameSection:
			r.names(names)
		}
	}
	for i := range functions {
		functions[i].name = names[i+imported]
	}
	return functions, data, nil
}

// imports counts the imported functions: Go's linker imports nothing else.
func (r *reader) imports() int {
	n := r.number()
	for range n {
		r.block()
		r.block()
		if kind := r.byte(); kind != functionImport {
			panic("an import that is no function")
		}
		r.number()
	}
	return n
}

func (r *reader) names(names map[int]string) {
	for len(r.rest) > 0 {
		id, section := r.byte(), reader{r.block()}
		if id != functionNames {
			continue
		}
		for range section.number() {
			index := section.number()
			names[index] = string(section.block())
		}
	}
}
