// The redirect page: where the auth domain returns with the code of a login.

import { finishLogin } from './login.js';

try {
  await finishLogin(new URLSearchParams(location.search));
  location.replace('/');
} catch (error) {
  document.querySelector('h1').textContent = 'You are not signed in';
  document.querySelector('#status').textContent = error.message;
  document.querySelector('#back').hidden = false;
}
