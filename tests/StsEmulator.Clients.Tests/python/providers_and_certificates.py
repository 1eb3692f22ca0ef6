"""SAML providers, server certificates and the account's features, as boto3 parses them."""

import json
import os

import boto3

iam = boto3.client("iam")

saml = iam.create_saml_provider(Name="second", SAMLMetadataDocument=os.environ["TEST_METADATA"])["SAMLProviderArn"]
provider = iam.get_saml_provider(SAMLProviderArn=saml)
large = os.environ["TEST_METADATA"] + "<!--" + "x" * 2_000_000 + "-->"
iam.update_saml_provider(SAMLProviderArn=saml, SAMLMetadataDocument=large)
is_large = iam.get_saml_provider(SAMLProviderArn=saml)["SAMLMetadataDocument"] == large
saml_listed = [entry["Arn"] for entry in iam.list_saml_providers()["SAMLProviderList"]]
iam.delete_saml_provider(SAMLProviderArn=saml)

uploaded = iam.upload_server_certificate(
    ServerCertificateName="web", CertificateBody=os.environ["TEST_CERTIFICATE"], PrivateKey=os.environ["TEST_KEY"])["ServerCertificateMetadata"]
certificate = iam.get_server_certificate(ServerCertificateName="web")["ServerCertificate"]
certificates = [entry["Arn"] for page in iam.get_paginator("list_server_certificates").paginate() for entry in page["ServerCertificateMetadataList"]]
iam.delete_server_certificate(ServerCertificateName="web")

job = iam.generate_service_last_accessed_details(Arn=os.environ["TEST_USER"])["JobId"]
report = iam.get_service_last_accessed_details(JobId=job)
iam.set_security_token_service_preferences(GlobalEndpointTokenVersion="v2Token")

print(json.dumps({
    "IsMetadataTheSame": provider["SAMLMetadataDocument"] == os.environ["TEST_METADATA"],
    "IsLargeTheSame": is_large,
    "Years": provider["ValidUntil"].year - provider["CreateDate"].year,
    "IsSamlListed": saml in saml_listed,
    "IsCertificateTheSame": certificate["CertificateBody"].strip() == os.environ["TEST_CERTIFICATE"].strip(),
    "Expiration": certificate["ServerCertificateMetadata"]["Expiration"].year,
    "IsCertificateListed": certificates == [uploaded["Arn"]],
    "Report": [report["JobStatus"], any(service["ServiceNamespace"] == "iam" and "LastAuthenticated" in service for service in report["ServicesLastAccessed"])],
}))
