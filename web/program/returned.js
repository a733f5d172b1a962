/**
 * Ends a logout by redirect on its landing page, of which something is expected. What
 * the provider has added goes from the URL; the app's own parameters stay as they are.
 */
export function handleLogoutRedirect() {
  const [sent, ...rest] = sessionStorage.getItem(wire.stateKey).split(' ');
  const query = location.search.slice(1);
  const pairs = query ? query.split('&') : [];
  const nameOf = (pair) => pair.split('=')[0];
  const find = (name) => pairs.find((pair) => nameOf(pair) === name)?.slice(name.length + 1);
  if (find('code') !== undefined) return { state: 'none' }; // of a login
  sessionStorage.removeItem(wire.stateKey);
  const result = { state: sent ? compare(sent, find('state')) : 'none' };
  const error = find('error');
  if (error) result.error = error;
  if (rest.length && result.state !== 'mismatch') {
    try {
      result.appState = JSON.parse(rest.join(' '));
    } catch {
      // There is none.
    }
  }
  const added = ['error', 'error_description', 'error_uri', ...(sent ? ['state'] : [])];
  const own = pairs.filter((pair) => !added.includes(nameOf(pair)));
  if (own.length < pairs.length) {
    const search = own.length ? `?${own.join('&')}` : '';
    history.replaceState(history.state, '', location.origin + location.pathname + search + location.hash);
  }
  return result;
}

/** Tells a state that is missing from one that is wrong. */
function compare(sent, returned) {
  if (returned === undefined) return 'missing';
  return returned === sent ? 'match' : 'mismatch';
}
