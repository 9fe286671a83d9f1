// A second, certified OpenID provider (npm's oidc-provider) to log in against in tests.
//
//   node provider.mjs --client-id ID --client-secret SECRET --redirect-uri URI --accounts FILE
//                     [--port 0] [--auth-method client_secret_basic] [--alg RS256]
//                     [--backchannel-logout-uri URI] [--post-logout-redirect-uri URI]
//
// Prints `ready <issuer>` when it serves, and ends with its standard input, so that it never
// outlives the test that started it. FILE is a JSON object from login_hint to the person's claims
// (accounts.json is one), `sub` among them. Nobody clicks: whoever login_hint names is logged in
// and consents, and an unknown login_hint is refused. The one page with a form is the logout's.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import Provider from 'oidc-provider';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'redirect-uri': { type: 'string' },
    accounts: { type: 'string' },
    'auth-method': { type: 'string', default: 'client_secret_basic' },
    alg: { type: 'string', default: 'RS256' },
    'backchannel-logout-uri': { type: 'string' },
    'post-logout-redirect-uri': { type: 'string' },
  },
});
for (const needed of ['client-id', 'client-secret', 'redirect-uri', 'accounts']) {
  if (!options[needed]) {
    console.error(`provider.mjs: --${needed} is missing`);
    process.exit(2);
  }
}

const accounts = new Map(Object.entries(JSON.parse(readFileSync(options.accounts, 'utf8'))));
const claimsBySubject = new Map([...accounts.values()].map((claims) => [claims.sub, claims]));
const claimNames = [...new Set([...accounts.values()].flatMap(Object.keys))].filter((name) => name !== 'sub');

function signingKeys() {
  const keys = [
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ];
  return keys.map(([alg, { privateKey }]) => ({ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg, kid: alg }));
}

function client() {
  return {
    client_id: options['client-id'],
    client_secret: options['client-secret'],
    redirect_uris: [options['redirect-uri']],
    token_endpoint_auth_method: options['auth-method'],
    id_token_signed_response_alg: options.alg,
    ...(options['backchannel-logout-uri'] && {
      backchannel_logout_uri: options['backchannel-logout-uri'],
      backchannel_logout_session_required: true,
    }),
    ...(options['post-logout-redirect-uri'] && { post_logout_redirect_uris: [options['post-logout-redirect-uri']] }),
  };
}

function configuration() {
  return {
    clients: [client()],
    jwks: { keys: signingKeys() },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub', ...claimNames], profile: [], email: [] },
    // The brokers differ: some put the claims in the ID token, some in userinfo. Both are served.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: logoutPage },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, subject) => account(subject),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    // The dispatcher refuses loopback addresses, and here everything is on loopback.
    fetch: (url, { dispatcher: _refusesLoopback, ...rest }) => fetch(url, rest),
    ttl: { AccessToken: 300, IdToken: 300, Grant: 600, Interaction: 600, Session: 3600 },
  };
}

function account(subject) {
  const claims = claimsBySubject.get(subject);
  return claims && { accountId: subject, claims: async () => claims };
}

/** The form as oidc-provider hands it over, with the answer it waits for. */
function logoutPage(context, form) {
  const yes = '<button type="submit" form="op.logoutForm" name="logout" value="yes">Log out</button>';
  context.body = `<!doctype html><title>Log out</title>${form}${yes}`;
}

async function logIn(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const person = accounts.get(params.login_hint);
  const result = person
    ? { login: { accountId: person.sub, remember: false } }
    : { error: 'access_denied', error_description: 'no such person' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const server = createServer();
server.listen(Number(options.port), '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  provider.on('server_error', (_context, error) => console.error(error));
  provider.on('backchannel.error', (_context, error) => console.error('back-channel logout failed:', error));
  const rest = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return rest(request, response);
    return logIn(provider, request, response).catch((error) => {
      console.error(error);
      response.writeHead(400).end();
    });
  });
  console.log(`ready ${issuer}`);
});

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
