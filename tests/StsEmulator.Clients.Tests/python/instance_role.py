"""The role of a running instance is changed under it."""

import json
import os
import urllib.request

import boto3

iam = boto3.client("iam")
metadata = os.environ["AWS_EC2_METADATA_SERVICE_ENDPOINT"].rstrip("/") + "/latest"
web = {"InstanceProfileName": "web"}
token = urllib.request.urlopen(
    urllib.request.Request(metadata + "/api/token", method="PUT", headers={"X-aws-ec2-metadata-token-ttl-seconds": "60"})
).read().decode()


def read(path):
    request = urllib.request.Request(metadata + "/meta-data/iam/security-credentials/" + path, headers={"X-aws-ec2-metadata-token": token})
    return urllib.request.urlopen(request).read().decode()


statement = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
answers = {"Before": read("")}
iam.create_role(RoleName="fresh", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
iam.remove_role_from_instance_profile(**web, RoleName="demo")
iam.add_role_to_instance_profile(**web, RoleName="fresh")
answers["After"] = read("")
credentials = json.loads(read("fresh"))
answers["Arn"] = boto3.client(
    "sts",
    aws_access_key_id=credentials["AccessKeyId"],
    aws_secret_access_key=credentials["SecretAccessKey"],
    aws_session_token=credentials["Token"],
).get_caller_identity()["Arn"]
print(json.dumps(answers))
