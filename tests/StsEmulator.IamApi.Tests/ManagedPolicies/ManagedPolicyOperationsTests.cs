namespace StsEmulator.IamApi.Tests.ManagedPolicies;

public sealed class ManagedPolicyOperationsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:iam::111122223333:policy/team/p";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_policy_is_told_without_its_description_and_read_with_it()
    {
        var created = (await CreateAsync(("Description", "words"))).ShouldSucceed();

        var read = (await iam.CallAsync("GetPolicy", ("PolicyArn", Arn))).ShouldSucceed();

        Assert.Equal(Arn, created["Policy/Arn"]);
        Assert.Matches("^ANPARTX3GSDS[A-Z2-7]{9}$", created["Policy/PolicyId"]);
        Assert.Equal(("v1", "0", "0", "true"), (
            created["Policy/DefaultVersionId"], created["Policy/AttachmentCount"], created["Policy/PermissionsBoundaryUsageCount"], created["Policy/IsAttachable"]));
        Assert.Equal(("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"), (created["Policy/CreateDate"], created["Policy/UpdateDate"]));
        Assert.Null(created["Policy/Description"]);
        Assert.DoesNotContain("<Tags>", created.Body, StringComparison.Ordinal);
        Assert.Equal("words", read["Policy/Description"]);
        Assert.Contains("<Tags>", read.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_taken_whatever_the_path_and_case()
    {
        await CreateAsync();

        var again = await iam.CallAsync("CreatePolicy", ("PolicyName", "P"), ("PolicyDocument", Documents.ListBuckets));

        again.ShouldFail(409, "EntityAlreadyExists", "A policy called P already exists. Duplicate names are not allowed.");
    }

    [Theory]
    [InlineData("This is not a json document", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[]}""", "Policy document must be version 2012-10-17 or greater.")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"invalid","Resource":"*"}}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"nothing"}}""", "Resource nothing must be in ARN format or \"*\".")]
    public async Task A_document_that_is_no_policy_is_refused_with_the_reason(string document, string message)
    {
        var answer = await iam.CallAsync("CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", document));

        answer.ShouldFail(400, "MalformedPolicyDocument", message);
    }

    [Fact]
    public async Task A_document_has_6144_characters_at_most_white_space_apart()
    {
        (await iam.CallAsync("CreatePolicy", ("PolicyName", "fits"), ("PolicyDocument", Documents.OfSize(6144)))).ShouldSucceed();

        var answer = await iam.CallAsync("CreatePolicy", ("PolicyName", "large"), ("PolicyDocument", Documents.OfSize(6145)));

        answer.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
    }

    [Fact]
    public async Task A_path_ends_with_a_slash_and_has_no_empty_part()
    {
        foreach (string path in new[] { "/a", "a/", "//", "/a b/" })
        {
            var answer = await iam.CallAsync("CreatePolicy", ("PolicyName", "p"), ("Path", path), ("PolicyDocument", Documents.ListBuckets));

            Assert.Equal("ValidationError", answer.Code);
        }
    }

    [Fact]
    public async Task A_policy_that_is_not_there_or_no_policy_is_told()
    {
        var missing = await iam.CallAsync("GetPolicy", ("PolicyArn", Arn));
        var aws = await iam.CallAsync("GetPolicy", ("PolicyArn", "arn:aws:iam::aws:policy/NoSuchThing"));
        var malformed = await iam.CallAsync("GetPolicy", ("PolicyArn", "longpolicynamebutnoarn"));
        var user = await iam.CallAsync("DeletePolicy", ("PolicyArn", "arn:aws:iam::111122223333:user/admin"));

        missing.ShouldFail(404, "NoSuchEntity", $"Policy {Arn} was not found.");
        aws.ShouldFail(404, "NoSuchEntity", "Policy arn:aws:iam::aws:policy/NoSuchThing was not found.");
        malformed.ShouldFail(400, "InvalidInput", "ARN longpolicynamebutnoarn is not valid.");
        user.ShouldFail(400, "InvalidInput", "ARN arn:aws:iam::111122223333:user/admin is not valid.");
    }

    [Fact]
    public async Task Uses_are_counted()
    {
        await CreateAsync();
        await iam.CallAsync("AttachUserPolicy", ("UserName", "nobody"), ("PolicyArn", Arn));
        await iam.CallAsync("PutUserPermissionsBoundary", ("UserName", "nobody"), ("PermissionsBoundary", Arn));
        await iam.CallAsync("PutUserPermissionsBoundary", ("UserName", "admin"), ("PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"));

        var own = await iam.CallAsync("GetPolicy", ("PolicyArn", Arn));
        var aws = await iam.CallAsync("GetPolicy", ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));

        Assert.Equal(("1", "1"), (own["Policy/AttachmentCount"], own["Policy/PermissionsBoundaryUsageCount"]));
        Assert.Equal(("0", "1"), (aws["Policy/AttachmentCount"], aws["Policy/PermissionsBoundaryUsageCount"]));
    }

    [Fact]
    public async Task A_policy_in_use_or_with_versions_is_not_deleted()
    {
        await CreateAsync();
        await iam.CallAsync("AttachUserPolicy", ("UserName", "nobody"), ("PolicyArn", Arn));
        await iam.CallAsync("CreatePolicyVersion", ("PolicyArn", Arn), ("PolicyDocument", Documents.ListBuckets));

        (await DeleteAsync()).ShouldFail(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        await iam.CallAsync("DetachUserPolicy", ("UserName", "nobody"), ("PolicyArn", Arn));
        (await DeleteAsync()).ShouldFail(
            409, "DeleteConflict",
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
        await iam.CallAsync("DeletePolicyVersion", ("PolicyArn", Arn), ("VersionId", "v2"));
        (await DeleteAsync()).ShouldSucceed();

        Assert.Null(iam.Account.FindCustomerPolicy(Arn));

        Task<IamAnswer> DeleteAsync() => iam.CallAsync("DeletePolicy", ("PolicyArn", Arn));
    }

    [Theory, InlineData("DeletePolicy"), InlineData("CreatePolicyVersion"), InlineData("SetDefaultPolicyVersion"), InlineData("DeletePolicyVersion"), InlineData("TagPolicy"), InlineData("UntagPolicy")]
    public async Task What_AWS_manages_nobody_changes(string action)
    {
        var answer = await iam.CallAsync(
            action, ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"), ("PolicyDocument", Documents.ListBuckets), ("VersionId", "v1"),
            ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"), ("TagKeys.member.1", "k"));

        answer.ShouldFail(
            403, "AccessDenied",
            $"User: arn:aws:iam::111122223333:user/admin is not authorized to perform: iam:{action} on resource: policy arn:aws:iam::aws:policy/ReadOnlyAccess");
    }

    [Fact]
    public async Task Tags_decide_and_their_keys_heed_case()
    {
        await CreateAsync(("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"), ("Tags.member.2.Key", "A"), ("Tags.member.2.Value", "2"));
        await iam.CallAsync("TagPolicy", ("PolicyArn", Arn), ("Tags.member.1.Key", "abc"), ("Tags.member.1.Value", "3"), ("Tags.member.2.Key", "z"), ("Tags.member.2.Value", "4"));

        var listed = await iam.CallAsync("ListPolicyTags", ("PolicyArn", Arn));
        await iam.CallAsync("UntagPolicy", ("PolicyArn", Arn), ("TagKeys.member.1", "a"));
        var left = await iam.CallAsync("ListPolicyTags", ("PolicyArn", Arn));
        var twice = await iam.CallAsync(
            "TagPolicy", ("PolicyArn", Arn), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", ""), ("Tags.member.2.Key", "k"), ("Tags.member.2.Value", ""));
        var missing = await iam.CallAsync("TagPolicy", ("PolicyArn", Arn + "x"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", ""));

        Assert.Equal(["A", "a", "z", "abc"], listed.Texts("Tags", "Key"));
        Assert.Equal(["A", "z", "abc"], left.Texts("Tags", "Key"));
        twice.ShouldFail(400, "InvalidInput", "Duplicate tag keys found.");
        missing.ShouldFail(404, "NoSuchEntity", $"Policy {Arn}x was not found.");
    }

    private Task<IamAnswer> CreateAsync(params (string Name, string Value)[] also) =>
        iam.CallAsync("CreatePolicy", [("PolicyName", "p"), ("Path", "/team/"), ("PolicyDocument", Documents.ListBuckets), .. also]);
}
