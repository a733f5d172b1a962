// panva's oidc-provider for the browser tests, with one public client. It prints its
// issuer, and ends with its standard input. Arguments: the origin of the application, the
// host in the issuer, the SameSite of its cookies, and characters more in the ID token.

import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [app, host, sameSite, claims] = process.argv.slice(2);
const secure = sameSite === 'none';

const server = createServer((request, response) => {
  const set = response.setHeader.bind(response);
  // Browsers take a cookie that is Secure from loopback without TLS; the provider makes none.
  response.setHeader = (name, value) =>
    set(name, secure && name.toLowerCase() === 'set-cookie' ? value.map((cookie) => `${cookie}; secure`) : value);
  provider.callback()(request, response);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://${host}:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'client',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${app}/redirect`],
      backchannel_logout_uri: `${app}/backchannel`, // for the sid in its ID tokens
      backchannel_logout_session_required: true,
      post_logout_redirect_uris: [`${app}/`, `${app}/silent-logout`],
    },
  ],
  cookies: { keys: ['key'], long: { sameSite }, short: { sameSite } },
  clientBasedCORS: () => true,
  conformIdTokenClaims: false,
  enableHttpPostMethods: secure, // by default it takes no form
  revokeGrantPolicy: () => !secure, // by default a revoked refresh token takes the consent along
  claims: { openid: ['sub', 'groups'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, groups: 'x'.repeat(Number(claims)) }) }),
  features: {
    backchannelLogout: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: {
      // Without the question whether the user means it.
      logoutSource(ctx, form) {
        ctx.body = `<!doctype html><title>Logging out</title>${form}<script>
          const form = document.forms[0];
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'logout', value: 'yes' }));
          form.submit();
        </script>`;
      },
    },
  },
});
console.log(issuer);
process.stdin.on('end', () => process.exit()).resume();
