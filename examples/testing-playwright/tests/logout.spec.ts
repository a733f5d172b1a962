import { type APIRequestContext, expect, type Page, test } from '@playwright/test';

const control = 'http://localhost:9000/_authdomain';

test.beforeEach(async ({ request }) => {
  await request.post(`${control}/reset`);
});

async function logIn(page: Page, app: string) {
  await page.goto(app);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('Signed in as player@example.com')).toBeVisible();
}

async function logOut(page: Page) {
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByText('Signed out')).toBeVisible();
}

async function live(request: APIRequestContext, what: string) {
  return (await request.get(`${control}/${what}`)).json();
}

test('a silent logout ends both sessions', async ({ page, request }) => {
  await logIn(page, 'http://localhost:3000');
  expect(await live(request, 'sessions')).toHaveLength(1);
  expect(await live(request, 'refresh-tokens')).toHaveLength(1);

  await logOut(page);

  await expect(page.locator('#outcome')).toHaveText('ended');
  expect(await live(request, 'sessions')).toEqual([]);
  await expect.poll(() => live(request, 'refresh-tokens')).toEqual([]);
});

test('on another site the Passport session lives, and the app is told that it may', async ({ page, request }) => {
  await logIn(page, 'http://127.0.0.1:3000');

  await logOut(page);

  await expect(page.locator('#outcome')).toHaveText('unverified');
  expect(await live(request, 'sessions')).toHaveLength(1);
});

test('an auth domain that hangs does not keep the user logged in', async ({ page, request }) => {
  await logIn(page, 'http://localhost:3000');
  await request.put(`${control}/faults`, { data: { '/v2/logout': 'hang' } });

  await logOut(page);

  await expect(page.locator('#outcome')).toHaveText('timeout', { timeout: 10_000 });
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('oidc.user:')))).toEqual([]);
  expect(await live(request, 'sessions')).toHaveLength(1);
});
