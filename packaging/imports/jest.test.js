const globals = Reflect.ownKeys(globalThis);
const { Passport } = require('passport-logout');

test('an import leaves nothing behind', async () => {
  const instance = new Passport({ clientId: 'client', redirectUri: 'https://app.example/redirect' });

  expect(Reflect.ownKeys(globalThis)).toEqual(globals);
  await expect(instance.logout()).rejects.toMatchObject({ code: 'unsupported_environment' });
});
