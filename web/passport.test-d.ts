// Compiled, never run: how the types must read to the people who use them.
import { config, logoutSilentCallback, passport, passportLogout } from './passport';
import type {
  LogoutMode,
  LogoutReceipt,
  LogoutRedirect,
  OIDCProvider,
  PassportErrorCode,
  PassportModuleConfiguration,
} from './passport';

const settings: PassportModuleConfiguration = {
  baseConfig: { environment: config.Environment.SANDBOX, publishableKey: '…' },
  clientId: '…',
  redirectUri: 'http://localhost:3000/redirect',
  logoutRedirectUri: 'http://localhost:3000/silent-logout',
  logoutMode: 'silent',
  audience: 'platform_api',
  scope: 'openid offline_access email transact',
};
const passportInstance = new passport.Passport(settings);

// As those of @imtbl/passport are declared.
interface PassportOverrides {
  authenticationDomain: string;
  zkEvmChainId?: number;
}
declare const overrides: PassportOverrides;
void new passport.Passport({ ...settings, overrides });

passportInstance.addEventListener('loggedOut', ({ detail }) => {
  const reason: 'logout' | 'other-tab' | 'restored-page' | 'session-removed' | 'idle' = detail.reason;
  console.log(reason, detail.receipt?.local.removed.length);
});

passportInstance.addEventListener('idle', (event) => {
  const ms: number = event.detail.remainingMs;
  if (ms > 0) event.preventDefault();
});
void new passport.Passport({ ...settings, idleTimeoutMs: 900_000, beforeLogout: async () => 'saved' });

const receipt: LogoutReceipt = await passportInstance.logout({ mode: 'auto', signal: AbortSignal.timeout(5_000) });
if (receipt.idp.status === 'unverified') await passportLogout(settings, { mode: 'redirect' });

const { mode, warnings, tokens } = await passportInstance.planLogout({ mode: 'auto' });
const planned: Exclude<LogoutMode, 'auto'> = mode;
console.log(planned, tokens.includes('refresh_token'), warnings[0]?.code === 'cross_site_silent');

const { status, reason: why } = await passportInstance.frontChannelLogout(location.href);
console.log(status === 'not_performed' && why === 'storage_access_denied');
const inPopup = await passportInstance.logout({ mode: 'popup', fallback: 'redirect', verify: true });
const evidence: 'message' | 'location' | 'redirect' | 'popup' | 'probe' | undefined = inPopup.idp.via;
void new passport.Passport({ ...settings, logoutMode: 'auto', autoMode: 'popup', verify: true });

const url: string | undefined = await passportInstance.getLogoutUrl();
const email: string | undefined = (await passportInstance.getUserInfo())?.email;
await logoutSilentCallback('http://localhost:3000');
console.log(url, email, evidence, passport.version);

const provider: OIDCProvider = { kind: 'oidc', issuer: 'https://op.example', parameters: { federated: '1' } };
await passportLogout({ clientId: '…', redirectUri: 'http://localhost:3000/redirect', provider }, { appState: { to: '/' } });
const { state, appState, error }: LogoutRedirect = await passport.handleLogoutRedirect();
console.log(state === 'match', appState, error?.length);

try {
  await passport.ready();
} catch (error) {
  if (error instanceof passport.PassportError) {
    const code: PassportErrorCode = error.code;
    const known: boolean = error.type === passport.PassportErrorType.LOGOUT_ERROR;
    console.log(code, known, error.receipt?.idp.status);
  }
}

// @ts-expect-error a mode that does not exist
void passportInstance.logout({ mode: 'popover' });
// @ts-expect-error a kind of provider that does not exist
void new passport.Passport({ ...settings, provider: { kind: 'saml', issuer: 'https://op.example' } });
// @ts-expect-error clientId and redirectUri are required
void new passport.Passport({ logoutMode: 'silent' });
