// What the build gives to the bundles in the place of these names.
declare const VERSION: string;
declare const ENGINE_VERSION: string;
declare const WASM_VERSION: string;
declare const WASM_INTEGRITY: string;
