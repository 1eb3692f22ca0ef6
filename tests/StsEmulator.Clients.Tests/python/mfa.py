"""A virtual MFA device of the caller: made, enabled with real codes, used with STS at once, and taken away again."""

import base64
import hashlib
import hmac
import json
import os
import struct
import time

import boto3
from botocore.exceptions import ClientError

STEP = 30


def code(seed, step):
    """RFC 6238: HMAC-SHA1 over the step's number, six digits."""
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


iam, sts = boto3.client("iam"), boto3.client("sts")
user = iam.get_user()["User"]["UserName"]
device = iam.create_virtual_mfa_device(VirtualMFADeviceName="boto3")["VirtualMFADevice"]
serial, seed = device["SerialNumber"], device["Base32StringSeed"].decode("ascii")

# A code counts for its step and the two next to it: all that follows fits into one step that has only begun.
if time.time() % STEP > STEP / 2:
    time.sleep(STEP - time.time() % STEP)
now = int(time.time()) // STEP
try:
    iam.enable_mfa_device(UserName=user, SerialNumber=serial, AuthenticationCode1="000000", AuthenticationCode2="000000")
    wrong = None
except ClientError as error:
    wrong = error.response["Error"]["Code"]
iam.enable_mfa_device(
    UserName=user, SerialNumber=serial, AuthenticationCode1=code(seed, now - 2), AuthenticationCode2=code(seed, now - 1)
)
session = sts.get_session_token(SerialNumber=serial, TokenCode=code(seed, now))["Credentials"]
role = sts.assume_role(
    RoleArn=os.environ["TEST_ROLE_ARN"], RoleSessionName="mfa", SerialNumber=serial, TokenCode=code(seed, now + 1)
)["AssumedRoleUser"]
listed = iam.list_mfa_devices(UserName=user)["MFADevices"]
owners = [held["User"]["UserName"] for held in iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
          if held["SerialNumber"] == serial]
iam.deactivate_mfa_device(UserName=user, SerialNumber=serial)
iam.delete_virtual_mfa_device(SerialNumber=serial)

iam.create_user(UserName="boto3-signer")
key = iam.create_access_key(UserName="boto3-signer")["AccessKey"]
unused = iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"]
signer = boto3.client("sts", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
signer.get_caller_identity()
used = iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"]
iam.delete_access_key(UserName="boto3-signer", AccessKeyId=key["AccessKeyId"])
iam.delete_user(UserName="boto3-signer")
print(json.dumps({
    "SeedLength": len(seed),
    "Picture": device["QRCodePNG"][:4].hex(),
    "Wrong": wrong,
    "Session": session["AccessKeyId"][:4],
    "Arn": role["Arn"],
    "Devices": [held["SerialNumber"] for held in listed],
    "Owners": owners,
    "LastUsed": [unused["ServiceName"], used["ServiceName"]],
}))
