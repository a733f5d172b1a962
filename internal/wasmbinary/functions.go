package wasmbinary

// Function is one function of a WebAssembly program.
type Function struct {
	Name string // as the section of names has it; empty where there is none
	Size int    // of its body, in bytes
}

// The subsection of function names in the section of names, and the kind of an
// import that is a function.
const (
	functionNames  = 1
	functionImport = 0
)

// ReadFunctions returns the functions that a program defines, in their order,
// and the size of its data section in bytes. The error is ErrNotWasm, or wraps
// it.
func ReadFunctions(program []byte) (functions []Function, data int, err error) {
	sections, err := ReadSections(program)
	if err != nil {
		return nil, 0, err
	}
	defer recoverNotWasm(&err)
	imported := 0
	names := map[int]string{}
	for _, s := range sections {
		r := Reader(s.Body)
		switch {
		case s.ID == ImportSection:
			imported = r.imports()
		case s.ID == CodeSection:
			for range r.Number() {
				functions = append(functions, Function{Size: len(r.Block())})
			}
		case s.ID == DataSection:
			data = len(s.Body)
		case s.Name == NameSection:
			r.names(names)
		}
	}
	for i := range functions {
		functions[i].Name = names[i+imported]
	}
	return functions, data, nil
}

// imports counts the imported functions: Go's linker imports nothing else.
func (r *Reader) imports() int {
	n := r.Number()
	for range n {
		r.Block()
		r.Block()
		if kind := r.Byte(); kind != functionImport {
			panic("an import that is no function")
		}
		r.Number()
	}
	return n
}

func (r *Reader) names(names map[int]string) {
	for len(*r) > 0 {
		id, section := r.Byte(), Reader(r.Block())
		if id != functionNames {
			continue
		}
		for range section.Number() {
			index := section.Number()
			names[index] = string(section.Block())
		}
	}
}
