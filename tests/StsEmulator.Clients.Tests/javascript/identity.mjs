// Who the credentials of the named provider belong to. Endpoints, region and keys come from the environment, as in a real program.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as providers from "@aws-sdk/credential-providers";

const roleArn = process.env.TEST_ROLE_ARN;
const credentials = {
  environment: () => providers.fromEnv(),
  temporary: () => providers.fromTemporaryCredentials({
    masterCredentials: providers.fromEnv(),
    params: { RoleArn: roleArn, RoleSessionName: "javascript", DurationSeconds: 900 },
  }),
  instance: () => providers.fromInstanceMetadata({ maxRetries: 0, timeout: 30_000 }),
  container: () => providers.fromHttp({ timeout: 30_000 }),
  chain: () => providers.fromNodeProviderChain({ timeout: 30_000 }),
  token: () => providers.fromTokenFile(),
}[process.argv[2]]();

const sts = new STSClient({ credentials, maxAttempts: 1 });
const { Account, Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
const { accessKeyId, expiration } = await credentials();
console.log(JSON.stringify({ Account, Arn, UserId, accessKeyId, expiration }));
