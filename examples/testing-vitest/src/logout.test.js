// @vitest-environment jsdom
import { simulation } from 'passport-logout/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { showAccount } from './logout.js';

vi.mock('passport-logout', () => import('passport-logout/testing'));

let button;
let status;

beforeEach(async () => {
  simulation.reset();
  simulation.signIn();
  button = document.createElement('button');
  status = document.createElement('p');
  await showAccount(button, status);
});

test('a logout that ends both sessions', async () => {
  expect(status.textContent).toBe('Signed in');
  button.click();
  await vi.waitFor(() => expect(status.textContent).toBe('Signed out'));
  expect(simulation.logouts).toHaveLength(1);
});

test('a logout that the browser does not let us verify', async () => {
  simulation.outcome('unverified');
  button.click();
  await vi.waitFor(() => expect(status.textContent).toContain('may still know you'));
});

test('an auth domain that does not answer', async () => {
  simulation.outcome('timeout');
  button.click();
  await vi.waitFor(() => expect(status.textContent).toBe('Signed out here only (timeout)'));
});

test('a logout that the user cancels', async () => {
  simulation.outcome('never');
  button.click();
  await vi.waitFor(() => expect(status.textContent).toBe('Signed out'));
  expect(button.textContent).toBe('Cancel');
  button.click();
  await vi.waitFor(() => expect(status.textContent).toBe('Signed out here only'));
});

test('a logout in another tab', async () => {
  simulation.loggedOut('other-tab');
  await vi.waitFor(() => expect(status.textContent).toBe('Signed out'));
});
