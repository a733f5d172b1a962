// The page in the hidden iframe. It tells the page that started the logout that
// the auth domain has returned. Opened by hand, it goes to that page.

import { find } from './dom.js';
import { passportInstance } from './instance.js';

try {
  // biome-ignore format: the README's snippet, to the letter
  await passportInstance.logoutSilentCallback("http://localhost:3000");
} catch (error) {
  find('#status').textContent = `${error.code}: ${error.message}`;
  find('#back').hidden = false;
}
