"""A tagged session, and who its credentials belong to."""

import json
import os

import boto3

assumed = boto3.client("sts").assume_role(
    RoleArn=os.environ["TEST_ROLE_ARN"],
    RoleSessionName="boto3",
    Tags=[{"Key": "team", "Value": os.environ["TEST_TEAM"]}],
)["Credentials"]
session = boto3.client(
    "sts",
    aws_access_key_id=assumed["AccessKeyId"],
    aws_secret_access_key=assumed["SecretAccessKey"],
    aws_session_token=assumed["SessionToken"],
)
chained = session.assume_role(RoleArn=os.environ["TEST_CHAINED_ROLE_ARN"], RoleSessionName="chained")
print(json.dumps({"Arn": session.get_caller_identity()["Arn"], "ChainedArn": chained["AssumedRoleUser"]["Arn"]}))
