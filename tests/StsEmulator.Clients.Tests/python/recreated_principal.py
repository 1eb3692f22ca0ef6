"""A trust policy names a user; the user is deleted and made again."""

import json

import boto3

iam = boto3.client("iam")
alice = {"UserName": "alice"}


def make():
    arn = iam.create_user(**alice)["User"]["Arn"]
    key = iam.create_access_key(**alice)["AccessKey"]
    sts = boto3.client("sts", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
    return arn, key["AccessKeyId"], sts


def assume(sts):
    try:
        return sts.assume_role(RoleArn=role, RoleSessionName="alice")["AssumedRoleUser"]["Arn"]
    except sts.exceptions.ClientError as refused:
        return refused.response["Error"]["Code"]


def principal():
    return iam.get_role(RoleName="trusting")["Role"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]["AWS"]


def document(arn):
    statement = {"Effect": "Allow", "Principal": {"AWS": arn}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


arn, key, sts = make()
role = iam.create_role(RoleName="trusting", AssumeRolePolicyDocument=document(arn))["Role"]["Arn"]
answers = {"Arn": principal(), "Trusted": assume(sts)}
iam.delete_access_key(**alice, AccessKeyId=key)
iam.delete_user(**alice)
_, _, sts = make()
answers |= {"Id": principal(), "Again": assume(sts)}
iam.update_assume_role_policy(RoleName="trusting", PolicyDocument=document(arn))
answers |= {"Renewed": principal(), "TrustedAgain": assume(sts)}
print(json.dumps(answers))
