"""What a tool that keeps a wanted state does with a role and an instance profile: create, read, change, read again, destroy."""

import json
import re

import boto3

iam = boto3.client("iam")
raw = []
iam.meta.events.register("before-parse.iam", lambda response_dict, **_: raw.append(response_dict["body"]))


def body_of(operation, **parameters):
    """The bytes of an answer, but for the request's own id."""
    raw.clear()
    getattr(iam, operation)(**parameters)
    return re.sub(rb"<RequestId>[^<]*</RequestId>", b"", raw[-1])


def code_of(operation, **parameters):
    try:
        getattr(iam, operation)(**parameters)
        return "answered"
    except iam.exceptions.ClientError as refused:
        return refused.response["Error"]["Code"]


def is_stable(operation, **parameters):
    return body_of(operation, **parameters) == body_of(operation, **parameters)


def trust(principal):
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [statement]}


answers = {}
role, profile = {"RoleName": "kept"}, {"InstanceProfileName": "kept"}
document = trust({"Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]})
created = iam.create_role(
    **role, Path="/kept/", AssumeRolePolicyDocument=json.dumps(document), Description="Kept", MaxSessionDuration=3600,
    Tags=[{"Key": "Name", "Value": "kept"}],
)["Role"]
iam.get_waiter("role_exists").wait(**role)
iam.create_instance_profile(**profile, Path="/kept/", Tags=[{"Key": "Name", "Value": "kept"}])
iam.get_waiter("instance_profile_exists").wait(**profile)
iam.add_role_to_instance_profile(**profile, **role)
allow = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]})
policy = iam.create_policy(PolicyName="kept", PolicyDocument=allow)["Policy"]["Arn"]
iam.attach_role_policy(**role, PolicyArn=policy)
iam.attach_role_policy(**role, PolicyArn=policy)
iam.put_role_policy(**role, PolicyName="inline", PolicyDocument=allow)
answers["Attached"] = [each["PolicyArn"] for each in iam.list_attached_role_policies(**role)["AttachedPolicies"]]
answers["Document"] = iam.get_role(**role)["Role"]["AssumeRolePolicyDocument"] == document == created["AssumeRolePolicyDocument"]
answers["Stable"] = [
    is_stable("get_role", **role), is_stable("get_instance_profile", **profile), is_stable("list_roles", PathPrefix="/kept/"),
    is_stable("list_instance_profiles_for_role", **role), is_stable("list_role_tags", **role), is_stable("list_instance_profiles"),
    is_stable("list_attached_role_policies", **role), is_stable("get_role_policy", **role, PolicyName="inline"), is_stable("get_policy", PolicyArn=policy),
    is_stable("get_account_authorization_details", Filter=["Role"]),
]
before = body_of("get_role", **role)
iam.update_role(**role, Description="Changed", MaxSessionDuration=7200)
iam.update_assume_role_policy(**role, PolicyDocument=json.dumps(trust({"Service": "ec2.amazonaws.com"})))
iam.untag_role(**role, TagKeys=["Name"])
iam.tag_role(**role, Tags=[{"Key": "Owner", "Value": "me"}])
changed = iam.get_role(**role)["Role"]
answers["Changed"] = [
    changed["Description"], changed["MaxSessionDuration"], changed["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]["Service"], changed["Tags"],
]
iam.update_role(**role, Description="Kept", MaxSessionDuration=3600)
iam.update_assume_role_policy(**role, PolicyDocument=json.dumps(document))
iam.untag_role(**role, TagKeys=["Owner"])
iam.tag_role(**role, Tags=[{"Key": "Name", "Value": "kept"}])
answers["Restored"] = body_of("get_role", **role) == before
answers["TooEarly"] = [code_of("delete_role", **role), code_of("delete_instance_profile", **profile)]
for held in iam.list_instance_profiles_for_role(**role)["InstanceProfiles"]:
    iam.remove_role_from_instance_profile(InstanceProfileName=held["InstanceProfileName"], **role)
iam.delete_instance_profile(**profile)
answers["TooEarly"].append(code_of("delete_role", **role))
answers["TooEarly"].append(code_of("delete_policy", PolicyArn=policy))
iam.detach_role_policy(**role, PolicyArn=policy)
answers["TooEarly"].append(code_of("delete_role", **role))
iam.delete_role_policy(**role, PolicyName="inline")
iam.delete_policy(PolicyArn=policy)
iam.delete_role(**role)
answers["Gone"] = [code_of("get_role", **role), code_of("get_instance_profile", **profile), code_of("delete_role", **role)]
print(json.dumps(answers))
