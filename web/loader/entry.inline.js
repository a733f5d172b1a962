// The program within the code, for tools that lose files beside it. It is imported
// when it is needed: a tool that splits the code makes a chunk of it.

import { passport } from './entry.module.js';

passport.wasm = async () => {
  const { default: program } = await import('passport.wasm');
  return new Response(new Blob([decode(program)]).stream().pipeThrough(new DecompressionStream('gzip')));
};

const decode = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

export * from './entry.module.js';
