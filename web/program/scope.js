// What Go's runtime takes for globalThis: its own writes (Go, fs, process, path)
// stay in here, and so do the program's exports, so that a page gets no global from
// it. The build puts it in the place of the name globalThis in wasm_exec.js.
export const goGlobal = {
  self,
  Object,
  Array,
  Uint8Array,
  Date,
  // A copy, since the page may patch its own.
  Reflect: Object.fromEntries(Reflect.ownKeys(Reflect).map((name) => [name, Reflect[name]])),
  crypto,
  performance,
  TextEncoder,
  TextDecoder,
  // Go logs a call to a function that it has released; nobody waits for one.
  console: { error() {} },
};
