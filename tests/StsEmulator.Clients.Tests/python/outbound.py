"""The newest operations: an outbound token, a root session, a delegated access token."""

import base64
import json
import os
import urllib.request

import boto3

sts = boto3.client("sts")
token = sts.get_web_identity_token(
    Audience=["https://api.example"], SigningAlgorithm="ES384", Tags=[{"Key": "job", "Value": "7"}]
)
payload = token["WebIdentityToken"].split(".")[1]
claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))

root = sts.assume_root(
    TargetPrincipal=os.environ["TEST_MEMBER"],
    TaskPolicyArn={"arn": "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"},
)["Credentials"]
as_root = boto3.client(
    "sts",
    aws_access_key_id=root["AccessKeyId"],
    aws_secret_access_key=root["SecretAccessKey"],
    aws_session_token=root["SessionToken"],
)

request = urllib.request.Request(
    os.environ["AWS_ENDPOINT_URL_STS"].rstrip("/") + "/_sts/trade-in-tokens",
    data=json.dumps({"Principal": os.environ["TEST_ROLE_ARN"]}).encode(),
    headers={"Content-Type": "application/json"},
)
trade_in = json.load(urllib.request.urlopen(request))["TradeInToken"]
delegated = sts.get_delegated_access_token(TradeInToken=trade_in)
try:
    sts.get_delegated_access_token(TradeInToken=trade_in)
    again = ""
except sts.exceptions.ExpiredTradeInTokenException as refused:
    again = refused.response["Error"]["Code"]

print(
    json.dumps(
        {
            "Issuer": claims["iss"],
            "Subject": claims["sub"],
            "Tags": claims["https://sts.amazonaws.com/"]["request_tags"],
            "IsTimely": token["Expiration"].timestamp() == claims["exp"],
            "Root": as_root.get_caller_identity()["Arn"],
            "AssumedPrincipal": delegated["AssumedPrincipal"],
            "Delegated": delegated["Credentials"]["AccessKeyId"][:4],
            "Again": again,
        }
    )
)
