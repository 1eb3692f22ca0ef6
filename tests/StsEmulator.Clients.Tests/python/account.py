"""The account itself: its alias, password policy, summary and credential report, and a user with a password."""

import csv
import io
import json

import boto3
from botocore.exceptions import ClientError


def refused(call, **arguments):
    try:
        call(**arguments)
        return None
    except ClientError as error:
        return error.response["Error"]["Code"]


iam = boto3.client("iam")
iam.update_account_password_policy(MinimumPasswordLength=12, RequireNumbers=True, MaxPasswordAge=90)
policy = iam.get_account_password_policy()["PasswordPolicy"]
iam.create_user(UserName="boto3-reader")
weak = refused(iam.create_login_profile, UserName="boto3-reader", Password="too-short-1")
profile = iam.create_login_profile(UserName="boto3-reader", Password="long-enough-1", PasswordResetRequired=True)["LoginProfile"]
before = refused(iam.get_credential_report)
states = [iam.generate_credential_report()["State"], iam.generate_credential_report()["State"]]
report = iam.get_credential_report()
rows = {row["user"]: row for row in csv.DictReader(io.StringIO(report["Content"].decode("utf-8")))}
summary = iam.get_account_summary()["SummaryMap"]
iam.delete_login_profile(UserName="boto3-reader")
iam.delete_user(UserName="boto3-reader")
iam.delete_account_password_policy()
print(json.dumps({
    "Expire": policy["ExpirePasswords"],
    "Weak": weak,
    "MustReset": profile["PasswordResetRequired"],
    "Before": before,
    "States": states,
    "PasswordEnabled": rows["boto3-reader"]["password_enabled"],
    "Root": rows["<root_account>"]["password_enabled"],
    "UsersQuota": summary["UsersQuota"],
    "Quotas": len(summary),
}))
