using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Tests.Policies;

/// <summary>A role with five policies such as people write, and a request that the last one allows.</summary>
internal static class Ordinary
{
    private static readonly string[] Policies =
    [
        """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Logs","Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:aws:logs:*:*:*"},
          {"Sid":"Metrics","Effect":"Allow","Action":"cloudwatch:PutMetricData","Resource":"*","Condition":{"StringEquals":{"cloudwatch:namespace":"app"}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":["sqs:SendMessage","sqs:ReceiveMessage","sqs:DeleteMessage"],"Resource":["arn:aws:sqs:us-east-1:111122223333:work","arn:aws:sqs:us-east-1:111122223333:dead"]},
          {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query"],"Resource":"arn:aws:dynamodb:*:111122223333:table/app-*"}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"NoUnencrypted","Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},
          {"Sid":"NoIam","Effect":"Deny","Action":["iam:*","organizations:*"],"Resource":"*"}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"arn:aws:kms:us-east-1:111122223333:key/*"},
          {"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:*:*:secret:app/*"}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Read","Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":["arn:aws:s3:::bucket","arn:aws:s3:::bucket/*"],
           "Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"StringEquals":{"aws:PrincipalTag/team":"core"}}}]}
        """,
    ];

    public static PolicyRequest Request(Principal principal)
    {
        var context = new ConditionContext()
            .Set("aws:SecureTransport", "true").Set("aws:SourceIp", "10.1.2.3").Set("aws:PrincipalTag/team", "core")
            .Set("aws:RequestedRegion", "us-east-1").Set("aws:UserAgent", "aws-cli/2");
        PrincipalFacts.Set(context, principal);
        return new PolicyRequest
        {
            Principal = principal,
            Action = "s3:GetObject",
            Resource = Question.Bucket,
            ResourceAccount = Question.Home,
            Context = context,
            Identity = [.. Policies.Select((json, i) => new NamedPolicy($"policy{i}", Question.Parse(json)))],
        };
    }
}
