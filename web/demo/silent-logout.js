// The page in the hidden iframe. It tells the page that started the logout that
// the auth domain has returned. Opened by hand, it goes to that page.

import { passportInstance } from './instance.js';

try {
  await passportInstance.logoutSilentCallback("http://localhost:3000");
} catch (error) {
  document.querySelector('#status').textContent = `${error.code}: ${error.message}`;
  document.querySelector('#back').hidden = false;
}
