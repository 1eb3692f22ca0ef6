"""Who the credentials of boto3's default chain belong to. Endpoints, region and keys come from the environment."""

import json

import boto3

session = boto3.session.Session()
identity = session.client("sts").get_caller_identity()
print(json.dumps({"Arn": identity["Arn"], "Method": session.get_credentials().method}))
