using System.Globalization;
using StsEmulator.Benchmarks.Results;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Benchmarks.InProcess;

/// <summary>One decision for a role with five policies such as people write; the last of them allows the request.</summary>
internal sealed class PolicyBenchmark : IBenchmark
{
    private const int Decisions = 1_000_000;

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
          {"Sid":"OnlyTls","Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},
          {"Sid":"NoAdministration","Effect":"Deny","Action":["iam:*","organizations:*"],"Resource":"*"}]}
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

    public string Name => "policy";

    public Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var request = Request();
        void Decide()
        {
            if (!PolicyEvaluator.Evaluate(request).IsAllowed)
                throw new InvalidOperationException("The benchmark's request has to be allowed.");
        }
        return Task.FromResult(PinnedThread.Run(() => Measure(Decide, options)));
    }

    private static IReadOnlyList<Figure> Measure(Action decide, BenchmarkOptions options)
    {
        PinnedThread.Rate(decide, options.Slice);
        double microseconds = PairedRates.Median(Enumerable.Range(0, options.Pairs).Select(_ => 1e6 / PinnedThread.Rate(decide, options.Slice / 3)));
        double allocated = PinnedThread.Allocated(decide);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Decisions; i++)
            decide();
        double grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Decisions;
        return
        [
            Figure.AtMost("policy decision, role with five ordinary policies", microseconds, 3, "0.00 µs", "compiled policies, ten statements, allowed by the last"),
            Figure.Reported("policy decision: bytes allocated", allocated, "0 B", "the decision itself; all of it short-lived"),
            Figure.AtMost("policy decision: memory kept per decision", Math.Round(Math.Max(0, grown), 2), 0, "0.00 B", string.Create(CultureInfo.InvariantCulture, $"after {Decisions:N0} decisions")),
        ];
    }

    private static PolicyRequest Request()
    {
        var account = AccountId.Parse("111122223333");
        var principal = Principal.RoleSession("aws", account, "/app/", "Worker", "AROARTX3GSDSQAAAAAAAA", "s1");
        var context = new ConditionContext()
            .Set("aws:SecureTransport", "true").Set("aws:SourceIp", "10.1.2.3").Set("aws:PrincipalTag/team", "core")
            .Set("aws:RequestedRegion", "us-east-1").Set("aws:UserAgent", "aws-cli/2");
        PrincipalFacts.Set(context, principal);
        return new PolicyRequest
        {
            Principal = principal,
            Action = "s3:GetObject",
            Resource = "arn:aws:s3:::bucket/key",
            ResourceAccount = account,
            Context = context,
            Identity = [.. Policies.Select((json, index) => new NamedPolicy($"policy{index}", Parse(json)))],
        };
    }

    private static PolicyDocument Parse(string json) =>
        PolicyParser.TryParse(json, PolicyType.Identity, PolicyStrictness.Evaluated, out var document, out var problem)
            ? document
            : throw new InvalidOperationException(problem.ToString());
}
