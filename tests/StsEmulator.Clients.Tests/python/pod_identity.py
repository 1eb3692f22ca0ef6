"""What AssumeRoleForPodIdentity gives for a token, and who the credentials belong to."""

import json
import os

import boto3

answer = boto3.client("eks-auth", endpoint_url=os.environ["AWS_ENDPOINT_URL_STS"]).assume_role_for_pod_identity(
    clusterName=os.environ["TEST_CLUSTER"], token=os.environ["TEST_TOKEN"]
)
given = answer["credentials"]
identity = boto3.client(
    "sts",
    aws_access_key_id=given["accessKeyId"],
    aws_secret_access_key=given["secretAccessKey"],
    aws_session_token=given["sessionToken"],
).get_caller_identity()
print(json.dumps({"Arn": identity["Arn"], "Assumed": answer["assumedRoleUser"]["arn"], "Expires": str(given["expiration"])}))
