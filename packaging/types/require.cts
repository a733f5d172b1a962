import passportLogout = require('passport-logout');
import { Passport } from 'passport-logout';

const instance: passportLogout.Passport = new Passport({ clientId: '…', redirectUri: 'https://app.example/redirect' });
void instance.logout().then((receipt) => receipt.engine);
