/** The receipt of a logout in which the program has no part. */
export function receiptOf({ mode, started }, idp) {
  const { removed, failed, revocation, unanswered, at } = started;
  const asked = unanswered ? { status: 'failed', reason: 'the request failed' } : { status: 'sent' };
  const skipped = mode === 'local' ? 'local mode' : 'no refresh token is stored';
  return {
    mode,
    durationMs: idp ? performance.now() - at : 0,
    engine: 'fallback',
    local: { status: failed ? 'failed' : removed.length ? 'cleared' : 'nothing_to_clear', removed },
    revocation: revocation ? asked : { status: 'skipped', reason: idp ? skipped : 'pending' },
    idp: { ms: idp ? performance.now() - at : 0, ...(idp ?? { status: 'skipped', reason: 'pending' }) },
  };
}
