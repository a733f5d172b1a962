import { config, logoutSilentCallback, Passport, passport, passportLogout } from 'passport-logout';
import type { LogoutReceipt } from 'passport-logout';
import { Passport as Inline } from 'passport-logout/inline';
import { Passport as ByURL } from 'passport-logout/url';

const settings = {
  baseConfig: { environment: config.Environment.SANDBOX },
  clientId: '…',
  redirectUri: 'https://app.example/redirect',
};
const receipt: LogoutReceipt = await new Passport(settings).logout({ mode: 'silent' });
const same: passport.Passport[] = [new Inline(settings), new ByURL(settings)];
passport.wasm = new URL('https://cdn.example/passport.wasm');
void [receipt.idp.status, same, passportLogout(settings), logoutSilentCallback('https://app.example')];

// @ts-expect-error the classic script exports nothing
import { passport as none } from 'passport-logout/passport.js';
