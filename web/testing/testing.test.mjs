// Run by the tests of cmd/build, on each of the two files that it makes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';

const { config, logoutSilentCallback, Passport, PassportError, passport, passportLogout, simulation } = await import(
  process.env.PASSPORT_TESTING
);

const configuration = {
  baseConfig: new config.ImmutableConfiguration({ environment: config.Environment.SANDBOX }),
  clientId: 'client',
  redirectUri: 'https://app.example/redirect',
  logoutRedirectUri: 'https://app.example/silent-logout',
  logoutMode: 'silent',
};
const sessionKey = 'oidc.user:https://auth.immutable.com:client';

const errorOf = (promise) =>
  promise.then(
    () => assert.fail('it should have failed'),
    (error) => error,
  );
const isPending = async (promise) => {
  for (let i = 0; i < 20; i++) await null;
  return (await Promise.race([promise, 'pending'])) === 'pending';
};

function make(settings) {
  const instance = new Passport({ ...configuration, ...settings });
  const heard = [];
  instance.addEventListener('loggedOut', ({ detail }) => heard.push(detail));
  return { instance, heard };
}

beforeEach(() => simulation.reset());

test('the package', () => {
  assert.equal(passport.Passport, Passport);
  assert.equal(passport.PassportError, PassportError);
  assert.equal(passport.config, config);
  assert.ok(Passport.prototype instanceof EventTarget);
  return passport.ready();
});

test('nobody is signed in until the test says so', async () => {
  const { instance } = make();
  assert.equal(await instance.isLoggedIn(), false);
  assert.equal(await instance.getUserInfo(), undefined);

  simulation.signIn();
  assert.equal(await instance.isLoggedIn(), true);
  assert.equal((await instance.getUserInfo()).email, 'user@example.com');
  assert.equal(await instance.getAccessToken(), 'access-token');

  simulation.signIn({ id_token: `.${btoa('{"sub":"claimed"}')}.` });
  assert.equal((await instance.getUserInfo()).sub, 'claimed');
  assert.equal(await instance.getAccessToken(), undefined);
});

test('a plan does nothing', async () => {
  const { instance, heard } = make();
  simulation.signIn();
  const url =
    'https://auth.immutable.com/v2/logout?client_id=client&returnTo=https%3A%2F%2Fapp.example%2Fsilent-logout';
  const tokens = ['id_token', 'access_token', 'refresh_token'];
  const plan = { mode: 'silent', reason: 'configured', url, keys: [sessionKey], tokens, warnings: [] };

  assert.deepEqual(await instance.planLogout(), plan);
  assert.deepEqual(await instance.planLogout({ mode: 'auto' }), { ...plan, reason: 'same_site' });
  const { url: _, ...local } = { ...plan, mode: 'local' };
  assert.deepEqual(await instance.planLogout({ mode: 'local' }), local);
  assert.equal((await errorOf(instance.planLogout({ mode: 'popover' }))).code, 'invalid_config');
  assert.equal(await instance.isLoggedIn(), true);
  assert.deepEqual([heard, simulation.logouts], [[], []]);
});

test('a front-channel logout', async () => {
  const { instance, heard } = make();
  simulation.signIn();
  assert.deepEqual(await instance.frontChannelLogout(), { status: 'cleared' });
  assert.equal(await instance.isLoggedIn(), false);
  assert.deepEqual(await instance.frontChannelLogout(), { status: 'cleared', reason: 'nothing_to_clear' });
  assert.deepEqual([heard, simulation.logouts], [[], []]);
});

test('the app may save before a logout', async () => {
  const called = [];
  const beforeLogout = async () => {
    called.push(await instance.isLoggedIn());
    throw new Error('it stops nothing');
  };
  const { instance } = make({ beforeLogout });
  simulation.signIn();
  assert.equal((await instance.logout()).idp.status, 'ended');
  await instance.getLogoutUrl();
  assert.deepEqual(called, [false]);
});

test('a silent logout ends both sessions', async () => {
  const { instance, heard } = make();
  simulation.signIn();
  const logout = instance.logout();

  assert.deepEqual(heard, [
    {
      reason: 'logout',
      receipt: {
        mode: 'silent',
        durationMs: 0,
        engine: 'fallback',
        local: { status: 'cleared', removed: [sessionKey] },
        revocation: { status: 'skipped', reason: 'pending' },
        idp: { ms: 0, status: 'skipped', reason: 'pending' },
      },
    },
  ]);
  assert.equal(await instance.isLoggedIn(), false);
  const { durationMs, idp, ...receipt } = await logout;
  assert.ok(durationMs >= 0 && idp.ms >= 0);
  assert.deepEqual({ ...idp, ms: 0 }, { ms: 0, status: 'ended', via: 'message' });
  assert.deepEqual(receipt, {
    mode: 'silent',
    engine: 'wasm',
    local: { status: 'cleared', removed: [sessionKey] },
    revocation: { status: 'revoked' },
  });
});

test('a logout of nobody', async () => {
  const receipt = await passportLogout(configuration);
  assert.deepEqual(receipt.local, { status: 'nothing_to_clear', removed: [] });
  assert.deepEqual(receipt.revocation, { status: 'skipped', reason: 'no refresh token is stored' });
});

test('local mode leaves the Passport session alone', async () => {
  simulation.signIn();
  const { mode, idp, revocation } = await passportLogout(configuration, { mode: 'local' });
  assert.equal(mode, 'local');
  assert.deepEqual([idp.status, idp.reason], ['skipped', 'local mode']);
  assert.deepEqual(revocation, { status: 'skipped', reason: 'local mode' });
});

test('unverified, in each mode', async () => {
  simulation.outcome('unverified');
  const silent = await passportLogout(configuration);
  assert.deepEqual({ ...silent.idp, ms: 0 }, { ms: 0, status: 'unverified', via: 'message', reason: 'cross_site' });
  for (const mode of ['redirect', 'auto']) {
    const receipt = await passportLogout(configuration, { mode });
    assert.equal(receipt.mode, 'redirect');
    assert.deepEqual({ ...receipt.idp, ms: 0 }, { ms: 0, status: 'unverified', via: 'redirect' });
  }
});

test('auto mode is silent where the session ends', async () => {
  assert.equal((await passportLogout(configuration, { mode: 'auto' })).mode, 'silent');
  assert.equal(simulation.logouts[0].mode, 'auto');
});

test('redirect mode leaves the page', async () => {
  const { instance } = make({ logoutMode: undefined });
  simulation.signIn();
  assert.ok(await isPending(instance.logout()));
  assert.equal(await instance.isLoggedIn(), false);

  simulation.reset();
  assert.equal((await instance.logout({ mode: 'silent' })).idp.status, 'ended', 'the logout before is forgotten');
});

test('the fallback leaves the page where silent mode has not ended the session', async () => {
  for (const outcome of ['unverified', 'timeout', 'engine_failed', 'never']) {
    simulation.reset();
    simulation.outcome(outcome);
    assert.ok(await isPending(passportLogout(configuration, { fallback: 'redirect' })), outcome);
  }
  simulation.reset();
  assert.equal((await passportLogout(configuration, { fallback: 'redirect' })).idp.status, 'ended');
  simulation.outcome('navigation_blocked');
  assert.equal((await errorOf(passportLogout(configuration, { fallback: 'redirect' }))).code, 'navigation_blocked');
});

test('a popup ends the session, and the fallback follows one that does not', async () => {
  const popup = { mode: 'popup', fallback: 'redirect' };
  const { mode, idp } = await passportLogout(configuration, popup);
  assert.deepEqual([mode, { ...idp, ms: 0 }], ['popup', { ms: 0, status: 'ended', via: 'popup' }]);
  simulation.outcome('popup_closed', 'popup_blocked');
  assert.ok(await isPending(passportLogout(configuration, popup)));
  simulation.reset();
  simulation.outcome('popup_blocked');
  const error = await errorOf(passportLogout({ ...configuration, autoMode: 'popup' }, { mode: 'auto' }));
  assert.deepEqual([error.code, error.receipt.mode], ['popup_blocked', 'popup']);
});

const unverified = { status: 'unverified' };
const failures = {
  timeout: unverified,
  idp_did_not_return: unverified,
  idp_unreachable: unverified,
  idp_error: unverified,
  frame_blocked: unverified,
  csp_blocked: unverified,
  frame_removed: unverified,
  engine_failed: unverified,
  offline: { status: 'failed' },
  navigation_blocked: { ...unverified, mode: 'redirect' },
  popup_blocked: { status: 'failed', mode: 'popup' },
  popup_closed: { ...unverified, mode: 'popup' },
  invalid_config: { status: 'skipped' },
  unsafe_url: { status: 'skipped' },
};
for (const [code, { status, mode = 'silent' }] of Object.entries(failures)) {
  test(`the failure ${code}`, async () => {
    simulation.signIn();
    simulation.outcome(code);
    const { instance, heard } = make();

    const error = await errorOf(instance.logout({ mode }));

    assert.ok(error instanceof PassportError);
    const skipped = status === 'skipped';
    assert.equal(error.code, code);
    assert.equal(error.type, skipped ? 'INVALID_CONFIGURATION' : 'LOGOUT_ERROR');
    assert.match(error.message, new RegExp(code));
    assert.deepEqual({ ...error.receipt.idp, ms: 0 }, { ms: 0, status, reason: code });
    assert.equal(error.receipt.engine, skipped || code === 'engine_failed' ? 'fallback' : 'wasm');
    assert.equal(error.receipt.local.status, 'cleared');
    assert.equal(heard.length, 1);
    assert.equal(await instance.isLoggedIn(), false);
  });
}

test('storage that fails leaves the session', async () => {
  simulation.signIn();
  simulation.outcome('storage_failed', 'ended');
  const { instance } = make();
  const { code, receipt } = await errorOf(instance.logout());
  assert.equal(code, 'storage_failed');
  assert.equal(receipt.local.status, 'failed');
  assert.equal(receipt.idp.status, 'ended');
  assert.equal(await instance.isLoggedIn(), true);
  simulation.outcome('storage_failed');
  assert.equal((await errorOf(instance.getLogoutUrl())).code, 'storage_failed');
});

test('failures without a receipt', async () => {
  for (const code of ['unsupported_environment', 'internal']) {
    simulation.outcome(code);
    const error = await errorOf(passportLogout(configuration));
    assert.deepEqual([error.code, error.receipt], [code, undefined]);
  }
});

const modeOf = (code) => failures[code]?.mode ?? 'silent';

test('every code of the types can be chosen', async () => {
  const types = readFileSync(new URL('../passport.d.ts', import.meta.url), 'utf8');
  const [union] = /type PassportErrorCode =[^;]*/.exec(types);
  const codes = [...union.matchAll(/\| '(\w+)'/g)].map(([, code]) => code);
  assert.ok(codes.includes('internal'));
  for (const code of codes) {
    simulation.outcome(code);
    const call = () => {
      if (code === 'not_framed') return logoutSilentCallback('https://app.example/');
      return passportLogout(configuration, { mode: modeOf(code) });
    };
    assert.equal((await errorOf(call())).code, code);
  }
});

test('what cannot happen says so', async () => {
  for (const [mode, outcome] of [
    ['redirect', 'ended'],
    ['local', 'timeout'],
    ['silent', 'navigation_blocked'],
    ['silent', 'popup_closed'],
    ['popup', 'unverified'],
    ['popup', 'frame_removed'],
    ['silent', 'typo'],
  ]) {
    simulation.outcome(outcome);
    const error = await errorOf(passportLogout(configuration, { mode }));
    assert.ok(error instanceof TypeError);
    assert.match(error.message, new RegExp(`${mode} mode cannot have the outcome '${outcome}'`));
  }
});

test('one outcome after the other, and the last stays', async () => {
  simulation.outcome('timeout', undefined);
  assert.equal((await errorOf(passportLogout(configuration))).code, 'timeout');
  for (let i = 0; i < 2; i++) assert.equal((await passportLogout(configuration)).idp.status, 'ended');
});

test('calls at the same time share one promise', async () => {
  simulation.outcome('unverified', 'timeout');
  const { instance, heard } = make();
  const first = instance.logout();
  assert.equal(instance.logout({ mode: 'local' }), first);
  await first;
  assert.equal(heard.length, 1);
  assert.equal(simulation.logouts.length, 1);
  assert.equal((await errorOf(instance.logout())).code, 'timeout');
});

test('a signal ends the wait', async () => {
  simulation.outcome('never');
  for (const abortFirst of [true, false]) {
    simulation.signIn();
    const { instance } = make();
    const cancel = new AbortController();
    if (abortFirst) cancel.abort('enough');
    const logout = errorOf(instance.logout({ signal: cancel.signal }));
    if (!abortFirst) assert.ok(await isPending(logout));
    cancel.abort('enough');
    assert.equal(await logout, 'enough');
    assert.equal(await instance.isLoggedIn(), false);
  }
});

test('a logout elsewhere', async () => {
  simulation.signIn();
  const { instance, heard } = make();
  const { instance: closed, heard: nothing } = make();
  closed.close();
  simulation.loggedOut('other-tab');
  assert.equal(await instance.isLoggedIn(), false);
  simulation.loggedOut('restored-page');
  assert.deepEqual(heard, [{ reason: 'other-tab' }, { reason: 'restored-page' }]);
  assert.deepEqual(nothing, []);
});

test('other instances of the same user hear of a logout', async () => {
  const { heard: same } = make();
  const { heard: another } = make({ clientId: 'another' });
  await make().instance.logout();
  assert.deepEqual(same, [{ reason: 'other-tab' }]);
  assert.deepEqual(another, []);
});

test('what the app has called is kept', async () => {
  await make({ storageKeys: ['cart'] }).instance.logout({ timeoutMs: 500 });
  await logoutSilentCallback('https://app.example/');
  const [{ mode, options, configuration }] = simulation.logouts;
  assert.equal(mode, 'silent');
  assert.deepEqual(options, { timeoutMs: 500 });
  assert.deepEqual(configuration.storageKeys, ['cart']);
  assert.deepEqual(simulation.callbacks, ['https://app.example/']);
  simulation.reset();
  assert.deepEqual([simulation.logouts, simulation.callbacks], [[], []]);
});

test('the configuration is checked', () => {
  const codeOf = (settings) => {
    try {
      make(settings);
    } catch (error) {
      assert.ok(error instanceof PassportError);
      return error.code;
    }
  };
  assert.equal(codeOf({ clientId: '' }), 'invalid_config');
  assert.equal(codeOf({ redirectUri: undefined }), 'invalid_config');
  assert.equal(codeOf({ logoutMode: 'popover' }), 'invalid_config');
  assert.equal(codeOf({ overrides: { authenticationDomain: 'http://auth.example' } }), 'unsafe_url');
  assert.equal(codeOf({ logoutRedirectUri: 'https://elsewhere.example/' }), 'unsafe_url');
  const allowed = { logoutRedirectUri: 'https://elsewhere.example/', allowedRedirectOrigins: ['https://elsewhere.example'] };
  assert.equal(codeOf(allowed), undefined);
  assert.throws(() => new Passport(), { code: 'invalid_config' });
});

test('options are checked, once the session is cleared', async () => {
  simulation.signIn();
  const { instance } = make();
  for (const [options, code] of [
    [{ mode: 'popover' }, 'invalid_config'],
    [{ logoutRedirectUri: 'https://elsewhere.example/' }, 'unsafe_url'],
  ]) {
    const error = await errorOf(instance.logout(options));
    assert.deepEqual([error.code, error.receipt.idp.status, error.receipt.idp.reason], [code, 'skipped', code]);
  }
  assert.equal(await instance.isLoggedIn(), false);
});

test('the logout URL clears the application session', async () => {
  simulation.signIn();
  const { instance } = make({ crossSdkBridgeEnabled: true });
  assert.equal(
    await instance.getLogoutUrl(),
    'https://auth.immutable.com/im-logged-out?client_id=client&returnTo=https%3A%2F%2Fapp.example%2Fsilent-logout',
  );
  assert.equal(await instance.isLoggedIn(), false);
});

test('the callback page', async () => {
  assert.equal((await errorOf(logoutSilentCallback('http://app.example/x'))).code, 'unsafe_url');
  await logoutSilentCallback();
  simulation.outcome('never');
  assert.ok(await isPending(logoutSilentCallback('http://localhost:3000')));
});
