import assert from 'node:assert';

const globals = Reflect.ownKeys(globalThis);
const { Passport, passport } = await import('passport-logout');
const instance = new Passport({ clientId: 'client', redirectUri: 'https://app.example/redirect' });

assert.deepEqual(Reflect.ownKeys(globalThis), globals);
await assert.rejects(instance.logout(), { code: 'unsupported_environment' });
await assert.rejects(passport.ready(), { code: 'unsupported_environment' });
