// Settings of the incumbent that have no part in a logout.
const IGNORED = [
  'baseConfig',
  'popupRedirectUri',
  'audience',
  'scope',
  'jsonRpcReferrer',
  'popupOverlayOptions',
  'forceScwDeployBeforeMessageSignature',
].map((key) => `config.${key}`);

/** Names the keys of a configuration that nobody knows, once. */
export function warn({ unknown }) {
  for (const key of unknown.splice(0)) {
    if (!IGNORED.includes(key)) console.warn(`passport: unknown key ${key} is ignored`);
  }
}
