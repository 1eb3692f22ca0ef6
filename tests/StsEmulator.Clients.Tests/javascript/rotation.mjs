// What a program holds while its instance's credentials rotate and the metadata service fails: the emulator is driven between the reads.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromInstanceMetadata } from "@smithy/credential-provider-imds";

const control = async (path, body) => {
  const answer = await fetch(new URL(path, process.env.AWS_ENDPOINT_URL_STS), {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
};
const outcomeOf = async (credentials) => {
  try {
    return (await new STSClient({ credentials, maxAttempts: 1 }).send(new GetCallerIdentityCommand({}))).Arn;
  } catch (error) {
    return error.name;
  }
};

const read = fromInstanceMetadata({ maxRetries: 0, timeout: 30_000 });
const first = await read();
const again = await read();
await control("/_sts/clock", { Advance: "PT5H35M" });
const next = await read();
const firstStillServes = await outcomeOf(first);
await control("/_sts/faults", { Path: "/latest/meta-data/iam/*", Status: 500, Times: 1 });
const warnings = [];
console.warn = (text) => warnings.push(text);
const underFault = await read();
await control("/_sts/faults", { Path: "/latest/meta-data/iam/*", Credentials: "expired", Times: 1 });
const expired = await fromInstanceMetadata({ maxRetries: 0, timeout: 30_000 })();
await control("/_sts/clock", { Advance: "PT30M" });
console.log(JSON.stringify({
  sameBetweenRotations: first.accessKeyId === again.accessKeyId,
  rotated: first.accessKeyId !== next.accessKeyId,
  firstStillServes,
  next: await outcomeOf(next),
  firstAtItsEnd: await outcomeOf(first),
  keptUnderFault: underFault.accessKeyId === next.accessKeyId,
  expired: await outcomeOf(expired),
}));
await control("/_sts/clock", { Reset: true });
