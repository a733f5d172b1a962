// The page that logs out while the one before it waits behind the Back button.

import { passportInstance } from './instance.js';

try {
  await passportInstance.logout();
} finally {
  history.back();
}
