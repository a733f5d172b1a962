// Stands in the place of the loader's modules that reach the browser: natives, measure,
// frame, leave, load, popup and tabs.

import { passportFrontChannelLogout } from './frontchannel.js';
import { passportPlan } from './plan.js';
import { next, session, setSession } from './simulation.js';
import { hearLogout } from './watch.js';

export const inBrowser = true;

export const read = (Class, name, object) => Reflect.get(Class.prototype, name, object);
export const listen = (target, type, f, signal) => target.addEventListener(type, f, { signal });
export const hasAborted = (signal) => Boolean(signal?.aborted);
export const request = async () => ({ ok: true });

const isSession = (key) => key.startsWith(wire.sessionKey);

export const getStored = (_area, key) => (isSession(key) && session ? JSON.stringify(session) : null);
export const trySetStored = () => {};
export const random = () => String(Math.random());
export function removeStored(_area, key) {
  if (!isSession(key)) return;
  if (next() === 'storage_failed' || next() === 'unsupported_environment') throw new Error();
  setSession();
}

export const measure = () => {};
export const openFrame = () => {};
export const viewOf = () => {};
export const leave = () => {};
export const openPopup = () => {};
export const sendPopup = () => {};

export const files = {};
export const load = async () => ({ passportFrontChannelLogout, passportPlan });
export async function programModule() {
  return { getShared: (key) => getStored('', key), takeShared() {} };
}

/** Tells the other instances, since the other tabs are none. */
export async function broadcast(message) {
  await message;
  hearLogout(message);
}
