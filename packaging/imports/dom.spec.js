import { expect, test } from 'vitest';

// Run with jsdom and with happy-dom, which are browsers as far as one can tell.
test('an import leaves nothing behind', async () => {
  const globals = Reflect.ownKeys(window);
  const { Passport } = await import('passport-logout');

  expect(Reflect.ownKeys(window)).toEqual(globals);
  const instance = new Passport({ clientId: 'client', redirectUri: 'https://app.example/redirect' });
  expect(await instance.isLoggedIn()).toBe(false);
  instance.close();
  expect(Reflect.ownKeys(window)).toEqual(globals);
  expect(document.documentElement.outerHTML).not.toContain('passport');
  expect(localStorage.length).toBe(0);
});
