// An ID token for temporary credentials, and a call that they sign.
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { unreachable } from "./problems.js";

export async function assumeRole({ endpoint, region, roleArn }, { idToken, claims }) {
  // Without credentials: the token is the proof.
  const answer = await send({ endpoint, region }, new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName(claims),
    WebIdentityToken: idToken,
    DurationSeconds: 900,
  }));
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials;
  return {
    role: answer.AssumedRoleUser.Arn,
    keys: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    expiration: Expiration,
  };
}

export function callerIdentity({ endpoint, region }, { keys }) {
  return send({ endpoint, region, credentials: keys }, new GetCallerIdentityCommand({}));
}

/** What STS refuses comes with its status; without one there was no answer. */
const send = (configuration, command) => new STSClient(configuration).send(command)
  .catch((error) => Promise.reject(error.$metadata?.httpStatusCode ? error : unreachable(configuration.endpoint)));

/** 2 to 64 of the characters that STS takes. */
const sessionName = ({ email, sub }) => (email ?? sub).replace(/[^\w+=,.@-]/g, "-").padEnd(2, "-").slice(0, 64);
