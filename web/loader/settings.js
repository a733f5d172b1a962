import { invalid } from './errors.js';
import { read as readAccessor } from './natives.js';

const fits = {
  'an object': (v) => Object(v) === v,
  'a string': (v) => typeof v === 'string',
  'a function': (v) => typeof v === 'function',
  'a boolean': (v) => typeof v === 'boolean',
  'a number of ms': (v) => typeof v === 'number' && v > 0,
  'an array of strings': (v) => Array.isArray(v) && v.length < wire.maxStrings && v.every((s) => typeof s === 'string'),
  'an AbortSignal': isSignal,
  'JSON of at most 16,384 characters': isJSON,
};

/**
 * Copies the own properties of a settings object and checks those that the shape
 * names, or all, where it is one for each; the program warns of others. Each is read once, so that a getter cannot
 * answer twice, and none is inherited, so that a polluted Object.prototype adds
 * nothing. An empty string counts as absent.
 */
export function read(what, object, shape) {
  if (Object(object) !== object) throw invalid(`${what} must be an object`);
  const copy = { __proto__: null };
  try {
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value !== undefined && value !== null && value !== '') copy[key] = Array.isArray(value) ? list(value) : value;
    }
  } catch {
    throw invalid(`${what} cannot be read`);
  }
  for (const key in copy) {
    const must = typeof shape === 'string' ? shape : Object.hasOwn(shape, key) && shape[key];
    const fit = fits[must] ?? ((v) => must.slice(7).split(', ').includes(v)); // after "one of "
    if (must && !fit(copy[key])) throw invalid(`${what}.${key} must be ${must}`);
  }
  return copy;
}

// By nothing that an array may have replaced, and with its holes filled.
const list = (array) => Array.from({ length: Math.min(array.length, wire.maxStrings) }, (_, i) => array[i]);

// A function has no text, and a circle throws.
function isJSON(value) {
  try {
    return JSON.stringify(value).length <= wire.maxAppState;
  } catch {
    return false;
  }
}

// The platform's own getter throws for what only looks like a signal.
function isSignal(value) {
  try {
    readAccessor(AbortSignal, 'aborted', value);
    return true;
  } catch {
    return false;
  }
}
