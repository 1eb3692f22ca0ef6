namespace StsEmulator.IamApi.Tests.Simulation;

public sealed class SimulationOperationsTests : IAsyncLifetime
{
    private const string User = "arn:aws:iam::111122223333:user/nobody";

    private const string DenyFromOutside =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:Put*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}""";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Policies_of_the_request_decide_and_the_deciding_statement_is_told()
    {
        var answer = (await iam.CallAsync(
            "SimulateCustomPolicy", ("PolicyInputList.member.1", DenyFromOutside), ("ActionNames.member.1", "s3:GetObject"), ("ActionNames.member.2", "s3:PutObject"),
            ("ActionNames.member.3", "ec2:RunInstances"), ("ContextEntries.member.1.ContextKeyName", "aws:SourceIp"),
            ("ContextEntries.member.1.ContextKeyType", "ip"), ("ContextEntries.member.1.ContextKeyValues.member.1", "192.0.2.1"))).ShouldSucceed();

        Assert.Equal(["allowed", "explicitDeny", "implicitDeny"], answer.Texts("EvaluationResults", "EvalDecision"));
        Assert.Equal(["s3:GetObject", "s3:PutObject", "ec2:RunInstances"], answer.Texts("EvaluationResults", "EvalActionName"));
        Assert.Contains("<SourcePolicyId>PolicyInputList.1</SourcePolicyId>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<SourcePolicyType>none</SourcePolicyType>", answer.Body, StringComparison.Ordinal);
        Assert.Equal("false", answer["IsTruncated"]);
    }

    [Fact]
    public async Task Results_for_resources_have_details_of_their_own()
    {
        var answer = (await iam.CallAsync(
            "SimulateCustomPolicy", ("PolicyInputList.member.1", DenyFromOutside), ("ActionNames.member.1", "s3:PutObject"),
            ("ResourceArns.member.1", "arn:aws:s3:::b/k"), ("PermissionsBoundaryPolicyInputList.member.1", Documents.ListBuckets))).ShouldSucceed();

        Assert.Contains("<EvalResourceDecision>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<AllowedByPermissionsBoundary>false</AllowedByPermissionsBoundary>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<member>aws:SourceIp</member>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_come_in_pages()
    {
        (string, string)[] request = [("PolicyInputList.member.1", DenyFromOutside), ("ActionNames.member.1", "s3:A"), ("ActionNames.member.2", "s3:B"), ("MaxItems", "1")];

        var first = await iam.CallAsync("SimulateCustomPolicy", request);
        var second = await iam.CallAsync("SimulateCustomPolicy", [.. request, ("Marker", first["Marker"]!)]);

        Assert.Equal(["s3:A"], first.Texts("EvaluationResults", "EvalActionName"));
        Assert.Equal(["s3:B"], second.Texts("EvaluationResults", "EvalActionName"));
        Assert.Equal(("true", "false"), (first["IsTruncated"], second["IsTruncated"]));
    }

    [Fact]
    public async Task A_principals_own_policies_decide_as_they_stand()
    {
        var before = await SimulateAsync();
        await iam.CallAsync("AttachUserPolicy", ("UserName", "nobody"), ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        var after = await SimulateAsync();

        Assert.Equal(["implicitDeny"], before.Texts("EvaluationResults", "EvalDecision"));
        Assert.Equal(["allowed"], after.Texts("EvaluationResults", "EvalDecision"));
        Assert.Contains("<SourcePolicyType>aws-managed</SourcePolicyType>", after.Body, StringComparison.Ordinal);

        async Task<IamAnswer> SimulateAsync() =>
            (await iam.CallAsync("SimulatePrincipalPolicy", ("PolicySourceArn", User), ("ActionNames.member.1", "s3:GetObject"))).ShouldSucceed();
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/ghost", 404, "NoSuchEntity", "The user with name ghost cannot be found.")]
    [InlineData("arn:aws:iam::111122223333:role/x/ghost", 404, "NoSuchEntity", "The role with name ghost cannot be found.")]
    [InlineData("arn:aws:iam::999999999999:user/nobody", 404, "NoSuchEntity", "The user with name nobody cannot be found.")]
    [InlineData("arn:aws:iam::111122223333:root", 400, "InvalidInput", "Invalid Entity Arn: arn:aws:iam::111122223333:root does not clearly define entity type and name.")]
    [InlineData("longenoughbutnotanarnatall", 400, "InvalidInput", "ARN longenoughbutnotanarnatall is not valid.")]
    public async Task A_source_is_a_user_group_or_role_of_the_account(string arn, int status, string code, string message)
    {
        var simulated = await iam.CallAsync("SimulatePrincipalPolicy", ("PolicySourceArn", arn), ("ActionNames.member.1", "s3:GetObject"));
        var keys = await iam.CallAsync("GetContextKeysForPrincipalPolicy", ("PolicySourceArn", arn));

        simulated.ShouldFail(status, code, message);
        keys.ShouldFail(status, code, message);
    }

    [Fact]
    public async Task What_cannot_be_simulated_is_told()
    {
        var action = await iam.CallAsync("SimulateCustomPolicy", ("PolicyInputList.member.1", DenyFromOutside), ("ActionNames.member.1", "nothing"));
        var missing = await iam.CallAsync("SimulateCustomPolicy");

        action.ShouldFail(400, "InvalidInput", "Invalid Action Name: nothing");
        Assert.StartsWith("2 validation errors detected: ", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_work_of_one_call_is_bounded()
    {
        var many = Enumerable.Range(1, 101).SelectMany(i => new[] { ($"ActionNames.member.{i}", $"s3:Get{i}"), ($"ResourceArns.member.{i}", $"arn:aws:s3:::b/{i}") });
        var fewer = many.Where(parameter => !parameter.Item1.EndsWith(".101", StringComparison.Ordinal));

        var refused = await iam.CallAsync("SimulateCustomPolicy", [("PolicyInputList.member.1", DenyFromOutside), .. many]);
        var answered = await iam.CallAsync("SimulateCustomPolicy", [("PolicyInputList.member.1", DenyFromOutside), .. fewer]);

        refused.ShouldFail(400, "InvalidInput", "At most 10000 pairs of an action and a resource can be simulated in one call.");
        Assert.Equal(100, answered.ShouldSucceed().Members("EvaluationResults").Count);
    }
}
