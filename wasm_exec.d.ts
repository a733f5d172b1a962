// Go's own runtime is not type-checked.
export {};
