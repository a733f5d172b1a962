import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { EdgeRuntime } from 'edge-runtime';

const runtime = new EdgeRuntime();
const globals = runtime.evaluate('Reflect.ownKeys(globalThis)');
runtime.evaluate(readFileSync('dist/edge.js', 'utf8'));
const code = await runtime.evaluate('result.default');

assert.equal(code, 'unsupported_environment');
assert.deepEqual(
  [...runtime.evaluate('Reflect.ownKeys(globalThis)')].filter((name) => !globals.includes(name)),
  ['result'],
);
