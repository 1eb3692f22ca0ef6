// Sign-in with OpenID Connect: authorization code with PKCE (RFC 7636), as a public client has to.
import { LoginError, unreachable } from "./problems.js";

const kept = "web-login";

export const redirectUri = new URL("/", location.href).href;

export async function discover(issuer) {
  const response = await request(`${issuer}/.well-known/openid-configuration`);
  if (!response.ok)
    throw new LoginError("Discovery", `The identity provider at ${issuer} answered ${response.status}.`);
  const provider = await response.json();
  if (provider.issuer !== issuer)
    throw new LoginError("Discovery", `The identity provider calls itself ${provider.issuer}, not ${issuer}.`);
  return provider;
}

/** Leaves for the identity provider. What proves that the answer is ours stays in this tab. */
export async function beginSignIn(provider, { clientId, scope }) {
  const state = random();
  const nonce = random();
  const verifier = random();
  sessionStorage.setItem(kept, JSON.stringify({ state, nonce, verifier }));
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  leave(provider.authorization_endpoint, {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: base64Url(new Uint8Array(challenge)),
    code_challenge_method: "S256",
  });
}

/** Tells what the address brought back, takes it out of the address, and gives null when nothing did. */
export function takeAnswer() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state"))
    return null;
  history.replaceState(null, "", redirectUri);
  return answer;
}

/** Turns the answer into an ID token and its claims. */
export async function finishSignIn(provider, { clientId }, answer) {
  const begun = JSON.parse(sessionStorage.getItem(kept));
  sessionStorage.removeItem(kept);
  if (begun === null || begun.state !== answer.get("state"))
    throw new LoginError("Unexpected answer", "This answer belongs to no sign-in that began in this tab.");
  if (answer.has("iss") && answer.get("iss") !== provider.issuer)
    throw new LoginError("Unexpected answer", `The answer comes from ${answer.get("iss")}.`);
  if (answer.has("error"))
    throw new LoginError(answer.get("error"), answer.get("error_description") ?? "The identity provider gave no reason.");
  const response = await request(provider.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: clientId,
      redirect_uri: redirectUri,
      code: answer.get("code"),
      code_verifier: begun.verifier,
    }),
  });
  const tokens = await response.json();
  if (!response.ok)
    throw new LoginError(tokens.error, tokens.error_description);
  // The token comes straight from its issuer, so its signature need not be checked here (OpenID Connect Core, 3.1.3.7); STS does check it.
  const claims = claimsOf(tokens.id_token);
  if (claims.iss !== provider.issuer || ![claims.aud].flat().includes(clientId) || claims.nonce !== begun.nonce)
    throw new LoginError("Unexpected token", "The ID token is not the one that was asked for.");
  return { idToken: tokens.id_token, claims };
}

/** Ends the session at the identity provider too, which sends the browser back. */
export function signOut(provider, { clientId }, idToken) {
  leave(provider.end_session_endpoint, {
    client_id: clientId,
    id_token_hint: idToken,
    post_logout_redirect_uri: redirectUri,
  });
}

/** `fetch` has a TypeError for whatever keeps an answer away. */
const request = (url, options) => fetch(url, options).catch(() => Promise.reject(unreachable(url)));

function leave(address, parameters) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters))
    url.searchParams.set(name, value);
  location.assign(url);
}

function claimsOf(token) {
  const content = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(content), (character) => character.charCodeAt(0))));
}

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

const base64Url = (octets) => btoa(String.fromCharCode(...octets)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
