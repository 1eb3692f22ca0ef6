"""A presigned GetCallerIdentity URL that also signs the x-k8s-aws-id header, as Kubernetes authenticators send it."""

import json
import os

import boto3

sts = boto3.client("sts")


def add_cluster(request, **_):
    request.headers["x-k8s-aws-id"] = os.environ["TEST_CLUSTER"]


sts.meta.events.register("before-sign.sts.GetCallerIdentity", add_cluster)
url = sts.generate_presigned_url("get_caller_identity", Params={}, ExpiresIn=60, HttpMethod="GET")
print(json.dumps({"Url": url}))
