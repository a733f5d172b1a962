// The redirect page: where the auth domain returns with the code of a login.

import { find } from './dom.js';
import { finishLogin } from './login.js';

try {
  await finishLogin(new URLSearchParams(location.search));
  if (parent === window) location.replace('/');
  else parent.postMessage('signed in', location.origin);
} catch (error) {
  find('h1').textContent = 'You are not signed in';
  find('#status').textContent = error.message;
  find('#back').hidden = false;
}
