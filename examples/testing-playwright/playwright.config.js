import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  workers: 1, // the tests share the sessions of one auth domain
  use: {
    // One that is installed, in the place of Playwright's own.
    launchOptions: { executablePath: process.env.CHROMIUM },
  },
  webServer: [
    {
      command:
        'go run github.com/passport-logout/passport-logout/cmd/authdomain@latest -client my-client' +
        ' -origin http://localhost:3000 -origin http://127.0.0.1:3000 -sign-in player@example.com',
      url: 'http://localhost:9000',
      timeout: 180_000, // the first time it is compiled
    },
    { command: 'sirv . --dev --host 127.0.0.1 --port 3000', url: 'http://127.0.0.1:3000' },
  ],
});
