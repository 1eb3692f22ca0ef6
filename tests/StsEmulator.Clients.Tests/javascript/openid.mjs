// Logs in at the built-in OpenID provider with openid-client, the way a web application does; the pages are filled in by hand.
import * as client from "openid-client";

const issuer = new URL(process.env.TEST_ISSUER);
const options = { execute: [client.allowInsecureRequests] };
const spa = await client.discovery(issuer, "demo-spa", undefined, client.None(), options);
const redirectUri = "http://127.0.0.1:5173/callback";
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
  return location && !location.startsWith(redirectUri)
    ? visit(new URL(location, url))
    : { url, location, text: await response.text() };
}

const hidden = (page) => Object.fromEntries(
  [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map((match) => [match[1], match[2]]));

const submit = (page, fields) => visit(page.url, { ...hidden(page), ...fields });

const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
const page = await visit(client.buildAuthorizationUrl(spa, {
  redirect_uri: redirectUri,
  scope: "openid profile email groups offline_access",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state,
  nonce,
}));
const back = await submit(page, { username: "demo", password: "demo" });
const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
const tokens = await client.authorizationCodeGrant(spa, new URL(back.location), checks);
const claims = tokens.claims();
const user = await client.fetchUserInfo(spa, tokens.access_token, claims.sub);
const refreshed = await client.refreshTokenGrant(spa, tokens.refresh_token);
const replayed = await client.refreshTokenGrant(spa, tokens.refresh_token).then(() => "answered", (error) => error.error);
const reused = await client.authorizationCodeGrant(spa, new URL(back.location), checks).then(() => "answered", (error) => error.error);

const device = await client.initiateDeviceAuthorization(spa, { scope: "openid" });
const confirm = await submit(await visit(new URL(device.verification_uri_complete)), { user_code: device.user_code });
await submit(confirm, { answer: "allow" });
const deviceTokens = await client.pollDeviceAuthorizationGrant(spa, { ...device, interval: 0.1 });

const out = await visit(client.buildEndSessionUrl(spa, { id_token_hint: deviceTokens.id_token }));
console.log(JSON.stringify({
  subject: claims.sub,
  name: user.name,
  refreshedSubject: refreshed.claims().sub,
  replayed,
  reused,
  deviceSubject: deviceTokens.claims().sub,
  signedOut: out.text.includes("You are signed out"),
}));
