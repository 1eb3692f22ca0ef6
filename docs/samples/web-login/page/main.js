// What the page shows. Credentials live in the memory of this page and nowhere else: who reloads it signs in again.
import { assumeRole, callerIdentity } from "./credentials.js";
import { beginSignIn, discover, finishSignIn, signOut, takeAnswer } from "./openid.js";

const element = (id) => document.getElementById(id);
const signInButton = element("sign-in");
const signOutButton = element("sign-out");
const callButton = element("call-again");
const settings = await (await fetch("/settings.json")).json();
const signedOutMark = "web-login-signed-out";

let session = null;

signInButton.addEventListener("click", () => attempt("login", async () => beginSignIn(await discover(settings.issuer), settings)));
callButton.addEventListener("click", () => attempt("call", call));
signOutButton.addEventListener("click", () => attempt("login", async () => {
  const provider = await discover(settings.issuer);
  const { idToken } = session;
  forget();
  sessionStorage.setItem(signedOutMark, "yes");
  signOut(provider, settings, idToken);
}));
setInterval(showRemaining, 1000);

element("provider").textContent = settings.issuer;
element("role").textContent = settings.roleArn;
const answer = takeAnswer();
if (answer !== null)
  await receive(answer);
else if (sessionStorage.getItem(signedOutMark) !== null)
  say("You are signed out, here and at the identity provider.");
sessionStorage.removeItem(signedOutMark);
document.documentElement.dataset.ready = "";

async function receive(answer) {
  const isSignedIn = await attempt("login", async () => {
    session = await finishSignIn(await discover(settings.issuer), settings, answer);
    const { claims } = session;
    fill("login", { Name: claims.name ?? claims.sub, "E-mail": claims.email ?? "none", Groups: [claims.groups ?? "none"].flat().join(", ") });
    fill("token", { Issuer: claims.iss, Audience: [claims.aud].flat().join(", "), Subject: claims.sub });
    finish("token");
    element("title").textContent = `Signed in as ${claims.name ?? claims.sub}`;
    signInButton.hidden = true;
    signOutButton.hidden = false;
  });
  if (isSignedIn && await attempt("exchange", exchange))
    await attempt("call", call);
}

async function exchange() {
  Object.assign(session, await assumeRole(settings, session));
  fill("exchange", {
    Session: session.role,
    "Access key id": session.keys.accessKeyId,
    Expires: session.expiration.toISOString().replace("T", " ").replace(/\.\d+Z/, " UTC"),
    Remaining: "",
  });
  showRemaining();
}

async function call() {
  fill("call", {});
  const { Account, Arn, UserId } = await callerIdentity(settings, session);
  fill("call", { Account, ARN: Arn, "User id": UserId });
  callButton.hidden = false;
}

/** Does one step and shows how it went. */
async function attempt(step, work) {
  const item = element(step);
  item.dataset.state = "working";
  item.setAttribute("aria-busy", "true");
  element("problem").hidden = true;
  element("message").hidden = true;
  try {
    await work();
    // Whoever leaves for the identity provider has not finished yet.
    if (session !== null)
      finish(step);
    return session !== null;
  } catch (error) {
    item.dataset.state = "failed";
    element("problem-code").textContent = error.name;
    element("problem-text").textContent = error.message;
    element("problem").hidden = false;
    callButton.hidden = step !== "call";
    signInButton.hidden = false;
    signInButton.textContent = session === null ? "Sign in" : "Sign in again";
    return false;
  } finally {
    item.removeAttribute("aria-busy");
  }
}

function finish(step) {
  element(step).dataset.state = "done";
}

function fill(step, facts) {
  element(step).querySelector("dl").replaceChildren(...Object.entries(facts).map(([name, value]) => {
    const row = document.createElement("div");
    row.append(Object.assign(document.createElement("dt"), { textContent: name }), Object.assign(document.createElement("dd"), { textContent: value }));
    return row;
  }));
}

function showRemaining() {
  const target = element("exchange").querySelector("dl > :last-child > dd");
  if (!session?.expiration || !target)
    return;
  const seconds = Math.round((session.expiration - Date.now()) / 1000);
  target.textContent = seconds > 0 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : "expired";
}

function say(text) {
  element("message").textContent = text;
  element("message").hidden = false;
}

/** Nothing may be left for whoever presses Back. */
function forget() {
  session = null;
  for (const item of document.querySelectorAll("#steps > li")) {
    item.removeAttribute("data-state");
    item.querySelector("dl").replaceChildren();
  }
  element("title").textContent = "Temporary credentials, in a browser";
  signInButton.hidden = false;
  signOutButton.hidden = true;
  callButton.hidden = true;
}
