// An OpenID provider made with oidc-provider, a certified one: people log in there, and its ID tokens are exchanged for credentials of a role.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Provider } from "oidc-provider";
import * as client from "openid-client";

// The provider says on standard output what one should set before going live.
console.info = console.warn = () => {};

const issuer = new URL(process.env.TEST_ISSUER);
const redirectUri = "http://127.0.0.1:5173/callback";

const key = (type, options, alg, kid) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }), alg, kid, use: "sig" });

const provider = (generation) => new Provider(issuer.href.replace(/\/$/, ""), {
  jwks: { keys: [key("rsa", { modulusLength: 2048 }, "RS256", `rs-${generation}`), key("ec", { namedCurve: "P-256" }, "ES256", `es-${generation}`)] },
  cookies: { keys: ["only a test"] },
  clients: ["RS256", "ES256"].map((alg) => ({
    client_id: `app-${alg}`,
    application_type: "native",
    token_endpoint_auth_method: "none",
    redirect_uris: [redirectUri],
    id_token_signed_response_alg: alg,
  })),
}).callback();

let current = provider(1);
const server = createServer((request, response) => current(request, response));
await new Promise((resolve) => server.listen(Number(issuer.port), issuer.hostname, resolve));

/** Signs in on the provider's pages, says yes, and gives the ID token. */
async function logIn(alg) {
  const cookies = new Map();
  async function visit(url, fields) {
    const response = await fetch(url, {
      method: fields ? "POST" : "GET",
      body: fields ? new URLSearchParams(fields) : undefined,
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0].split("=");
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location?.startsWith(redirectUri)) {
      return location;
    }
    if (location) {
      return visit(new URL(location, url));
    }
    const page = await response.text();
    const action = page.match(/<form[^>]* action="([^"]+)"/);
    if (!action) {
      throw new Error(`No form: ${page}`);
    }
    const prompt = page.match(/name="prompt" value="([^"]+)"/)[1];
    return visit(new URL(action[1], url), prompt === "login" ? { prompt, login: "octocat", password: "any" } : { prompt });
  }

  const app = await client.discovery(issuer, `app-${alg}`, { id_token_signed_response_alg: alg }, client.None(), { execute: [client.allowInsecureRequests] });
  const verifier = client.randomPKCECodeVerifier();
  const back = await visit(client.buildAuthorizationUrl(app, {
    redirect_uri: redirectUri,
    scope: "openid",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  }));
  return (await client.authorizationCodeGrant(app, new URL(back), { pkceCodeVerifier: verifier })).id_token;
}

const sts = new STSClient({ credentials: { accessKeyId: "none", secretAccessKey: "none" }, maxAttempts: 1 });

const assume = (token) => sts.send(new AssumeRoleWithWebIdentityCommand({
  RoleArn: process.env.TEST_ROLE_ARN, RoleSessionName: "outside", WebIdentityToken: token, DurationSeconds: 900,
})).then((answer) => `${answer.SubjectFromWebIdentityToken} ${answer.Audience} ${answer.AssumedRoleUser.Arn}`, (error) => error.name);

const first = await logIn("RS256");
const rs256 = await assume(first);
const es256 = await assume(await logIn("ES256"));
const access = await assume("an-opaque-access-token");

current = provider(2);
const second = await logIn("RS256");
// The emulator asks a provider at most once a second, whatever tokens arrive.
let rotated;
for (const end = Date.now() + 30_000; Date.now() < end;) {
  rotated = await assume(second);
  if (rotated !== "InvalidIdentityTokenException") {
    break;
  }
}
const withdrawn = await assume(first);
server.closeAllConnections();
server.close();
console.log(JSON.stringify({ rs256, es256, access, rotated, withdrawn }));
