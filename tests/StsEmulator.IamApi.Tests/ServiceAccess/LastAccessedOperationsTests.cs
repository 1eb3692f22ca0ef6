using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.ServiceAccess;

public sealed class LastAccessedOperationsTests : IAsyncLifetime
{
    private const string Nobody = "arn:aws:iam::111122223333:user/nobody", Readers = "arn:aws:iam::111122223333:group/readers";

    private const string Reading =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","iam:ListUsers"],"Resource":"*"},{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}""";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync(
        Given.User("nobody", "AIDARTX3GSDSQNOBODY23", Given.Nobody) with { Groups = ["readers"] },
        new Group { AccountId = Given.Account, GroupName = "readers", GroupId = "AGPAREADERSREADERS234", Policies = [new StoredPolicy("reading", Reading)] });

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Services_that_the_policies_allow_are_told_with_the_last_call()
    {
        await iam.CallAsync(Given.Nobody, "ListUsers");
        iam.Time.Advance(TimeSpan.FromMinutes(1));
        await iam.CallAsync(Given.Nobody, "CreateUser", ("UserName", "x"));
        string job = await GenerateAsync(Nobody, "ACTION_LEVEL");

        var report = (await iam.CallAsync("GetServiceLastAccessedDetails", ("JobId", job))).ShouldSucceed();

        Assert.Equal(["iam", "s3"], report.Texts("ServicesLastAccessed", "ServiceNamespace"));
        Assert.Equal(["AWS Identity and Access Management", "Amazon S3"], report.Texts("ServicesLastAccessed", "ServiceName"));
        Assert.Equal(["2026-03-01T12:01:00Z", null], report.Texts("ServicesLastAccessed", "LastAuthenticated"));
        Assert.Equal([Nobody, null], report.Texts("ServicesLastAccessed", "LastAuthenticatedEntity"));
        Assert.Equal(["1", "0"], report.Texts("ServicesLastAccessed", "TotalAuthenticatedEntities"));
        Assert.Equal(("COMPLETED", "ACTION_LEVEL", "2026-03-01T12:01:00Z"), (report["JobStatus"], report["JobType"], report["JobCreationDate"]));
        Assert.Contains("<ActionName>CreateUser</ActionName>", report.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_at_the_level_of_services_names_no_actions_and_goes_in_pages()
    {
        await iam.CallAsync(Given.Nobody, "ListUsers");
        string job = await GenerateAsync(Readers);

        var first = (await iam.CallAsync("GetServiceLastAccessedDetails", ("JobId", job), ("MaxItems", "1"))).ShouldSucceed();
        var second = (await iam.CallAsync("GetServiceLastAccessedDetails", ("JobId", job), ("Marker", first["Marker"]!))).ShouldSucceed();

        Assert.Equal(["iam"], first.Texts("ServicesLastAccessed", "ServiceNamespace"));
        Assert.Equal(["s3"], second.Texts("ServicesLastAccessed", "ServiceNamespace"));
        Assert.Equal(("SERVICE_LEVEL", "true", "false"), (first["JobType"], first["IsTruncated"], second["IsTruncated"]));
        Assert.DoesNotContain("ActionName", first.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_members_of_a_group_are_told_one_by_one()
    {
        await iam.CallAsync(Given.Nobody, "ListUsers");
        string job = await GenerateAsync(Readers);

        var called = (await iam.CallAsync("GetServiceLastAccessedDetailsWithEntities", ("JobId", job), ("ServiceNamespace", "iam"))).ShouldSucceed();
        var granted = (await iam.CallAsync("GetServiceLastAccessedDetailsWithEntities", ("JobId", job), ("ServiceNamespace", "s3"))).ShouldSucceed();
        var denied = (await iam.CallAsync("GetServiceLastAccessedDetailsWithEntities", ("JobId", job), ("ServiceNamespace", "sqs"))).ShouldSucceed();
        var unknown = await iam.CallAsync("GetServiceLastAccessedDetailsWithEntities", ("JobId", job), ("ServiceNamespace", "nosuch"));

        Assert.Equal(["2026-03-01T12:00:00Z"], called.Texts("EntityDetailsList", "LastAuthenticated"));
        Assert.Equal([null], granted.Texts("EntityDetailsList", "LastAuthenticated"));
        Assert.Contains($"<Arn>{Nobody}</Arn>", granted.Body, StringComparison.Ordinal);
        Assert.Empty(denied.Members("EntityDetailsList"));
        unknown.ShouldFail(400, "InvalidInput", "nosuch is not a valid service namespace.");
    }

    [Fact]
    public async Task A_report_about_an_AWS_managed_policy_is_about_whoever_has_it()
    {
        await using var other = await IamFixture.StartAsync(
            Given.User("nobody", "AIDARTX3GSDSQNOBODY23", Given.Nobody) with { ManagedPolicyArns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] });
        string job = (await other.CallAsync("GenerateServiceLastAccessedDetails", ("Arn", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")))["JobId"]!;

        var entities = (await other.CallAsync("GetServiceLastAccessedDetailsWithEntities", ("JobId", job), ("ServiceNamespace", "s3"))).ShouldSucceed();

        Assert.Contains("<Name>nobody</Name>", entities.Body, StringComparison.Ordinal);
        Assert.Single(entities.Members("EntityDetailsList"));
    }

    [Fact]
    public async Task A_report_can_be_read_for_seven_days()
    {
        string job = await GenerateAsync(Nobody);

        iam.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        var last = await iam.CallAsync("GetServiceLastAccessedDetails", ("JobId", job));
        iam.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await iam.CallAsync("GetServiceLastAccessedDetails", ("JobId", job));

        last.ShouldSucceed();
        late.ShouldFail(404, "NoSuchEntity", $"The job with id {job} cannot be found.");
    }

    [Fact]
    public async Task What_is_not_there_has_no_report()
    {
        var generated = await iam.CallAsync("GenerateServiceLastAccessedDetails", ("Arn", "arn:aws:iam::111122223333:user/ghost"));
        string job = "00000000-0000-0000-0000-000000000000";
        var read = await iam.CallAsync("GetServiceLastAccessedDetails", ("JobId", job));
        var refused = await iam.CallAsync(Given.Nobody, "GetServiceLastAccessedDetails", ("JobId", job));

        generated.ShouldFail(404, "NoSuchEntity", "The entity arn:aws:iam::111122223333:user/ghost cannot be found.");
        read.ShouldFail(404, "NoSuchEntity", $"The job with id {job} cannot be found.");
        Assert.Equal("AccessDenied", refused.Code);
    }

    private async Task<string> GenerateAsync(string arn, string granularity = "SERVICE_LEVEL") =>
        (await iam.CallAsync("GenerateServiceLastAccessedDetails", ("Arn", arn), ("Granularity", granularity))).ShouldSucceed()["JobId"]!;
}
