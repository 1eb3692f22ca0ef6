// A presigned GetCallerIdentity URL that also signs the x-k8s-aws-id header, as Kubernetes authenticators send it.
import { createHash, createHmac } from "node:crypto";
import { fromEnv } from "@aws-sdk/credential-providers";
import { SignatureV4 } from "@smithy/signature-v4";

class Sha256 {
  constructor(secret) {
    this.hash = secret ? createHmac("sha256", secret) : createHash("sha256");
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return new Uint8Array(this.hash.digest());
  }
}

const endpoint = new URL(process.env.AWS_ENDPOINT_URL_STS);
const signer = new SignatureV4({ service: "sts", region: process.env.AWS_REGION, credentials: fromEnv(), sha256: Sha256 });
const signed = await signer.presign(
  {
    method: "GET", protocol: endpoint.protocol, hostname: endpoint.hostname, port: Number(endpoint.port), path: "/",
    query: { Action: "GetCallerIdentity", Version: "2011-06-15" },
    headers: { host: endpoint.host, "x-k8s-aws-id": process.env.TEST_CLUSTER },
  },
  { expiresIn: 60, unhoistableHeaders: new Set(["x-k8s-aws-id"]), signableHeaders: new Set(["host", "x-k8s-aws-id"]) },
);
const url = new URL(signed.path, endpoint);
for (const [name, value] of Object.entries(signed.query)) url.searchParams.set(name, value);
console.log(JSON.stringify({ Url: url.href }));
