const assert = require('node:assert');

const globals = Reflect.ownKeys(globalThis);
const { Passport } = require('passport-logout');
const instance = new Passport({ clientId: 'client', redirectUri: 'https://app.example/redirect' });

assert.deepEqual(Reflect.ownKeys(globalThis), globals);
assert.rejects(instance.logout(), { code: 'unsupported_environment' });
