"""The life of a managed policy with versions and attachments, and what sessions that live through it may do."""

import json

import boto3
from botocore.exceptions import ClientError


def document(*actions):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]})


def outcome(function, **arguments):
    try:
        function(**arguments)
        return "allowed"
    except ClientError as refused:
        return refused.response["Error"]["Code"]


iam = boto3.client("iam")
sts = boto3.client("sts")
account = sts.get_caller_identity()["Account"]

iam.create_group(GroupName="readers", Path="/team/")
iam.create_user(UserName="reader")
iam.add_user_to_group(GroupName="readers", UserName="reader")
key = iam.create_access_key(UserName="reader")["AccessKey"]
own = boto3.client("sts", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
session = own.get_session_token()["Credentials"]
live = boto3.client(
    "sts",
    aws_access_key_id=session["AccessKeyId"],
    aws_secret_access_key=session["SecretAccessKey"],
    aws_session_token=session["SessionToken"],
)
role = {"RoleArn": f"arn:aws:iam::{account}:role/demo", "RoleSessionName": "reader"}

policy = iam.create_policy(PolicyName="reading", PolicyDocument=document("s3:GetObject"), Tags=[{"Key": "k", "Value": "v"}])["Policy"]
arn = policy["Arn"]
decisions = [outcome(live.assume_role, **role)]
iam.attach_group_policy(GroupName="readers", PolicyArn=arn)
decisions.append(outcome(live.assume_role, **role))
version = iam.create_policy_version(PolicyArn=arn, PolicyDocument=document("sts:AssumeRole"), SetAsDefault=True)["PolicyVersion"]
decisions.append(outcome(live.assume_role, **role))
iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
decisions.append(outcome(live.assume_role, **role))
iam.set_default_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
decisions.append(outcome(live.assume_role, **role))

read = iam.get_policy(PolicyArn=arn)["Policy"]
versions = [each["VersionId"] for page in iam.get_paginator("list_policy_versions").paginate(PolicyArn=arn, PaginationConfig={"PageSize": 1}) for each in page["Versions"]]
entities = iam.list_entities_for_policy(PolicyArn=arn)
simulated = iam.simulate_principal_policy(
    PolicySourceArn=f"arn:aws:iam::{account}:user/reader", ActionNames=["sts:AssumeRole", "s3:GetObject"], ResourceArns=["*"]
)["EvaluationResults"]
details = iam.get_account_authorization_details(Filter=["User", "Group", "LocalManagedPolicy"])
granting = iam.list_policies_granting_service_access(Arn=f"arn:aws:iam::{account}:user/reader", ServiceNamespaces=["sts"])
too_early = outcome(iam.delete_policy, PolicyArn=arn)

iam.detach_group_policy(GroupName="readers", PolicyArn=arn)
decisions.append(outcome(live.assume_role, **role))
with_versions = outcome(iam.delete_policy, PolicyArn=arn)
iam.delete_policy_version(PolicyArn=arn, VersionId="v1")
iam.delete_policy(PolicyArn=arn)

iam.put_user_policy(UserName="reader", PolicyName="inline", PolicyDocument=document("sts:AssumeRole"))
decisions.append(outcome(live.assume_role, **role))
inline = iam.get_user_policy(UserName="reader", PolicyName="inline")["PolicyDocument"]
iam.delete_user_policy(UserName="reader", PolicyName="inline")
decisions.append(outcome(live.assume_role, **role))

print(
    json.dumps(
        {
            "Decisions": decisions,
            "Arn": arn,
            "Read": [read["DefaultVersionId"], read["AttachmentCount"], read["IsAttachable"], read["Tags"]],
            "Versions": versions,
            "Groups": [group["GroupName"] for group in entities["PolicyGroups"]],
            "Simulated": [result["EvalDecision"] for result in simulated],
            "MatchedBy": simulated[0]["MatchedStatements"][0]["SourcePolicyId"],
            "GroupList": [user["GroupList"] for user in details["UserDetailList"] if user["UserName"] == "reader"],
            "Documents": [each["Document"]["Statement"][0]["Action"] for each in details["Policies"][0]["PolicyVersionList"]],
            "Granting": [each["PolicyName"] for each in granting["PoliciesGrantingServiceAccess"][0]["Policies"]],
            "TooEarly": [too_early, with_versions],
            "Gone": outcome(iam.get_policy, PolicyArn=arn),
            "Inline": inline["Statement"][0]["Action"],
        }
    )
)
