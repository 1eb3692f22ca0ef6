"""A session from a SAML response, without credentials of any kind, and who it belongs to."""

import json
import os

import boto3
from botocore import UNSIGNED
from botocore.config import Config

assumed = boto3.client("sts", config=Config(signature_version=UNSIGNED)).assume_role_with_saml(
    RoleArn=os.environ["TEST_ROLE_ARN"],
    PrincipalArn=os.environ["TEST_PROVIDER_ARN"],
    SAMLAssertion=os.environ["TEST_RESPONSE"],
)
credentials = assumed["Credentials"]
session = boto3.client(
    "sts",
    aws_access_key_id=credentials["AccessKeyId"],
    aws_secret_access_key=credentials["SecretAccessKey"],
    aws_session_token=credentials["SessionToken"],
)
print(json.dumps({
    "Arn": session.get_caller_identity()["Arn"],
    "Subject": assumed["Subject"],
    "SubjectType": assumed["SubjectType"],
}))
