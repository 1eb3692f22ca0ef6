namespace StsEmulator.IamApi.Tests.ManagedPolicies;

public sealed class PolicyVersionOperationsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:iam::111122223333:policy/p";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", Documents.Allow("s3:One")));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_version_is_told_without_and_read_with_its_document()
    {
        iam.Time.Advance(TimeSpan.FromMinutes(1));
        var created = (await AddAsync("s3:Two")).ShouldSucceed();
        var read = (await iam.CallAsync("GetPolicyVersion", ("PolicyArn", Arn), ("VersionId", "v2"))).ShouldSucceed();
        var first = (await iam.CallAsync("GetPolicyVersion", ("PolicyArn", Arn), ("VersionId", "v1"))).ShouldSucceed();
        var policy = await iam.CallAsync("GetPolicy", ("PolicyArn", Arn));

        Assert.Equal(("v2", "false", "2026-03-01T12:01:00Z"), (
            created["PolicyVersion/VersionId"], created["PolicyVersion/IsDefaultVersion"], created["PolicyVersion/CreateDate"]));
        Assert.Null(created["PolicyVersion/Document"]);
        Assert.Equal(Uri.EscapeDataString(Documents.Allow("s3:Two")), read["PolicyVersion/Document"]);
        Assert.Equal(("true", "2026-03-01T12:00:00Z"), (first["PolicyVersion/IsDefaultVersion"], first["PolicyVersion/CreateDate"]));
        Assert.Equal(("v1", "2026-03-01T12:01:00Z"), (policy["Policy/DefaultVersionId"], policy["Policy/UpdateDate"]));
    }

    [Fact]
    public async Task The_version_in_force_is_the_one_that_decides()
    {
        await iam.CallAsync("AttachUserPolicy", ("UserName", "nobody"), ("PolicyArn", Arn));

        await AddAsync("iam:ListUsers", ("SetAsDefault", "true"));
        var allowed = await iam.CallAsync(Given.Nobody, "ListUsers");
        await iam.CallAsync("SetDefaultPolicyVersion", ("PolicyArn", Arn), ("VersionId", "v1"));
        var denied = await iam.CallAsync(Given.Nobody, "ListUsers");
        var versions = await iam.CallAsync("ListPolicyVersions", ("PolicyArn", Arn));

        allowed.ShouldSucceed();
        Assert.Equal("AccessDenied", denied.Code);
        Assert.Equal(["v2", "v1"], versions.Texts("Versions", "VersionId"));
        Assert.Equal(["false", "true"], versions.Texts("Versions", "IsDefaultVersion"));
        Assert.Equal([null, null], versions.Texts("Versions", "Document"));
    }

    [Fact]
    public async Task There_are_five_versions_and_numbers_are_not_used_again()
    {
        for (int i = 2; i <= 5; i++)
            (await AddAsync($"s3:Get{i}")).ShouldSucceed();

        var sixth = await AddAsync("s3:Six");
        (await iam.CallAsync("DeletePolicyVersion", ("PolicyArn", Arn), ("VersionId", "v5"))).ShouldSucceed();
        var next = await AddAsync("s3:Six", ("SetAsDefault", "true"));
        var versions = await iam.CallAsync("ListPolicyVersions", ("PolicyArn", Arn), ("MaxItems", "2"));
        var rest = await iam.CallAsync("ListPolicyVersions", ("PolicyArn", Arn), ("Marker", versions["Marker"]!));

        sixth.ShouldFail(
            409, "LimitExceeded", "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
        Assert.Equal(("v6", "true"), (next["PolicyVersion/VersionId"], next["PolicyVersion/IsDefaultVersion"]));
        Assert.Equal(["v6", "v4"], versions.Texts("Versions", "VersionId"));
        Assert.Equal(["v3", "v2", "v1"], rest.Texts("Versions", "VersionId"));
    }

    [Fact]
    public async Task The_version_in_force_is_not_deleted()
    {
        var answer = await iam.CallAsync("DeletePolicyVersion", ("PolicyArn", Arn), ("VersionId", "v1"));

        answer.ShouldFail(409, "DeleteConflict", "Cannot delete the default version of a policy.");
    }

    [Theory, InlineData("GetPolicyVersion"), InlineData("SetDefaultPolicyVersion"), InlineData("DeletePolicyVersion")]
    public async Task A_version_that_is_not_there_is_told(string action)
    {
        var version = await iam.CallAsync(action, ("PolicyArn", Arn), ("VersionId", "v9"));
        var policy = await iam.CallAsync(action, ("PolicyArn", Arn + "x"), ("VersionId", "v1"));

        version.ShouldFail(404, "NoSuchEntity", $"Policy {Arn} version v9 does not exist or is not attachable.");
        policy.ShouldFail(404, "NoSuchEntity", $"Policy {Arn}x version v1 does not exist or is not attachable.");
    }

    [Theory, InlineData("v0"), InlineData("1"), InlineData("v2-does-not-exist"), InlineData("v1.a_b"), InlineData("")]
    public async Task A_version_id_has_a_form(string id)
    {
        var answer = await iam.CallAsync("GetPolicyVersion", ("PolicyArn", Arn), ("VersionId", id));

        Assert.Equal("ValidationError", answer.Code);
        Assert.EndsWith(@"Member must satisfy regular expression pattern: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_must_be_a_policy_of_a_policys_size()
    {
        var malformed = await iam.CallAsync("CreatePolicyVersion", ("PolicyArn", Arn), ("PolicyDocument", "{}"));
        var large = await iam.CallAsync("CreatePolicyVersion", ("PolicyArn", Arn), ("PolicyDocument", Documents.OfSize(6145)));

        malformed.ShouldFail(400, "MalformedPolicyDocument", "Syntax errors in policy.");
        large.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
    }

    [Fact]
    public async Task Of_what_AWS_manages_the_version_in_force_is_known()
    {
        const string managed = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        var listed = (await iam.CallAsync("ListPolicyVersions", ("PolicyArn", managed))).ShouldSucceed();

        var read = (await iam.CallAsync("GetPolicyVersion", ("PolicyArn", managed), ("VersionId", listed.Texts("Versions", "VersionId")[0]!))).ShouldSucceed();

        Assert.Equal("true", read["PolicyVersion/IsDefaultVersion"]);
        Assert.Contains("logs%3ACreateLogGroup", read["PolicyVersion/Document"], StringComparison.Ordinal);
    }

    private Task<IamAnswer> AddAsync(string action, params (string Name, string Value)[] also) =>
        iam.CallAsync("CreatePolicyVersion", [("PolicyArn", Arn), ("PolicyDocument", Documents.Allow(action)), .. also]);
}
