import { logoutURL } from './config.js';
import { openFrame } from './frame.js';
import { leave } from './leave.js';
import { measure } from './measure.js';
import { hasAborted } from './natives.js';
import { openPopup, sendPopup } from './popup.js';
import { receiptOf } from './receipt.js';
import { revoke } from './revoke.js';
import { read } from './settings.js';
import { broadcast } from './tabs.js';

/**
 * Starts a logout, once the application session is cleared: all that happens in
 * the task of the call, before anything that can wait or fail. It judges nothing.
 * Returns the logout that has begun, of which started is what the program goes on
 * with, and wrong the error that the options are.
 */
export function start(config, started, given, emit) {
  const { settings } = config;
  let { url } = config;
  let options = {};
  let wrong;
  try {
    options = read('options', given ?? {}, wire.options);
    if (options.logoutRedirectUri || settings.provider) {
      url = logoutURL(config, options.logoutRedirectUri ?? settings.logoutRedirectUri, started);
    }
  } catch (error) {
    wrong = error;
  }
  const { mode = settings.logoutMode ?? 'redirect', signal, fallback = settings.fallback } = options;
  const before = options.beforeLogout ?? settings.beforeLogout;
  const beforeMs = options.beforeLogoutMs ?? settings.beforeLogoutMs ?? wire.beforeLogoutMs;
  const verify = options.verify || settings.verify;
  const limit = Math.min(options.timeoutMs ?? settings.silentTimeoutMs ?? wire.timeoutMs, wire.maxTimeoutMs);
  const call = {
    config,
    started,
    options,
    wrong,
    url,
    mode,
    signal,
    fallback,
    verify,
    limit,
    before,
    beforeMs,
    over: new AbortController(),
    hear: new Set(),
  };
  emit({ reason: 'logout', receipt: receiptOf(call) });
  if (mode !== 'local') revoke(call);
  if (mode === 'popup' && !wrong && !hasAborted(signal)) openPopup(call, !before && !isHeld(call));
  if (!before) depart(call);
  measure('clear', started.at, started.cleared);
  broadcast(`${config.tombstoneKey} ${started.tombstone}`);
  return call;
}

// A page that is left could not clear IndexedDB any more, and one that is offline
// would be lost. What is to be proved may begin with a question.
export function depart(call) {
  const { mode, config, verify, wrong, signal } = call;
  if (wrong || hasAborted(signal) || isHeld(call)) return;
  if (mode === 'silent' && !verify) openFrame(call);
  if (mode === 'popup') sendPopup(call);
  if (mode === 'redirect' && !config.settings.crossSdkBridgeEnabled && navigator.onLine) leave(call);
}

// Where an OpenID provider is not known yet, or is sent a form or a question, the program
// departs.
function isHeld({ config: { settings }, url, mode, verify }) {
  const method = settings.provider?.method;
  const asks = verify && mode === 'popup';
  return settings.provider && (!url || asks || method === 'post' || (url.length > wire.maxGET && !method));
}
