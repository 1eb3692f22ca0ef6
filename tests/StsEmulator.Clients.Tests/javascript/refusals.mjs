// The name and status of the error that each call ends with.
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const admin = { accessKeyId: "test", secretAccessKey: "test" };
const clientOf = (credentials) => new STSClient({ credentials, maxAttempts: 1 });
const role = { RoleArn: process.env.TEST_ROLE_ARN, RoleSessionName: "javascript" };
const outcomeOf = async (call) => {
  try {
    await call;
    return "answered";
  } catch (error) {
    return `${error.name} ${error.$metadata?.httpStatusCode}`;
  }
};
const identify = (credentials) => outcomeOf(clientOf(credentials).send(new GetCallerIdentityCommand({})));
const assume = (changes) => outcomeOf(clientOf(admin).send(new AssumeRoleCommand({ ...role, ...changes })));

const { Credentials } = await clientOf(admin).send(new AssumeRoleCommand(role));
const session = {
  accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey, sessionToken: Credentials.SessionToken,
};
console.log(JSON.stringify({
  session: await identify(session),
  wrongSecret: await identify({ ...session, secretAccessKey: "wrong" }),
  foreignToken: await identify({ ...session, sessionToken: session.sessionToken.slice(0, -4) + "AAAA" }),
  noToken: await identify({ ...session, sessionToken: undefined }),
  unknownKey: await identify({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" }),
  unknownRole: await assume({ RoleArn: role.RoleArn + "-none" }),
  shortDuration: await assume({ DurationSeconds: 899 }),
  malformedPolicy: await assume({ Policy: "{}" }),
  unicodeTag: await assume({ Tags: [{ Key: "équipe", Value: "東京 +/=@:_.-" }] }),
  webIdentity: await outcomeOf(clientOf(admin).send(new AssumeRoleWithWebIdentityCommand({ ...role, WebIdentityToken: "no.to.ken" }))),
}));
