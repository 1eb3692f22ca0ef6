"""What Terraform does with an OpenID Connect provider: create, read, read again, update, tag, untag, destroy; then the refusals."""

import json
import os

import boto3
from botocore.exceptions import ClientError

iam = boto3.client("iam")
sts = boto3.client("sts")


def read(arn):
    answer = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    del answer["ResponseMetadata"]
    return json.dumps(answer, default=str, sort_keys=False)


def refusal(call, **parameters):
    try:
        call(**parameters)
        return ""
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"


def federate():
    return refusal(
        sts.assume_role_with_web_identity, RoleArn=os.environ["TEST_ROLE_ARN"], RoleSessionName="pod",
        WebIdentityToken=os.environ["TEST_TOKEN"])


arn = iam.create_open_id_connect_provider(
    Url="https://terraform.example/tenant", ClientIDList=["sts.amazonaws.com"], ThumbprintList=["a" * 40],
    Tags=[{"Key": "stack", "Value": "dev"}])["OpenIDConnectProviderArn"]
reads = [read(arn), read(arn)]
iam.update_open_id_connect_provider_thumbprint(OpenIDConnectProviderArn=arn, ThumbprintList=["b" * 40])
iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="second")
iam.tag_open_id_connect_provider(OpenIDConnectProviderArn=arn, Tags=[{"Key": "owner", "Value": "me"}])
iam.untag_open_id_connect_provider(OpenIDConnectProviderArn=arn, TagKeys=["stack"])
updated = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
listed = [entry["Arn"] for entry in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]]
again = refusal(iam.create_open_id_connect_provider, Url="https://terraform.example/tenant")
iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)

# A provider that tokens come from: what is changed in it holds for the next token.
provider = os.environ["TEST_PROVIDER_ARN"]
trusted = federate()
iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=provider, ClientID="sts.amazonaws.com")
without_audience = federate()
iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=provider, ClientID="sts.amazonaws.com")
with_audience = federate()
iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=provider)
without_provider = federate()
iam.create_open_id_connect_provider(Url=os.environ["TEST_ISSUER"], ClientIDList=["sts.amazonaws.com"])
registered = federate()

print(json.dumps({
    "Arn": arn,
    "IsReadTheSame": reads[0] == reads[1],
    "Updated": {
        "Url": updated["Url"], "Clients": updated["ClientIDList"], "Thumbprints": updated["ThumbprintList"], "Tags": updated["Tags"],
    },
    "IsListed": arn in listed,
    "Again": again,
    "Gone": refusal(iam.get_open_id_connect_provider, OpenIDConnectProviderArn=arn),
    "Federation": [trusted, without_audience, with_audience, without_provider, registered],
}))
