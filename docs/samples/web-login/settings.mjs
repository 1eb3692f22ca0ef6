// What the page has to know; each can be set in the environment. The defaults fit an emulator started with its built-in seed.
const { env } = process;
const endpoint = (env.AWS_ENDPOINT_URL_STS ?? "http://127.0.0.1:4592").replace(/\/$/, "");

export const settings = {
  endpoint,
  issuer: env.ISSUER ?? `${endpoint}/oidc`,
  clientId: env.CLIENT_ID ?? "demo-spa",
  scope: env.SCOPE ?? "openid profile email groups",
  roleArn: env.ROLE_ARN ?? "arn:aws:iam::123456789012:role/demo-web-identity",
  region: env.AWS_REGION ?? "us-east-1",
};
