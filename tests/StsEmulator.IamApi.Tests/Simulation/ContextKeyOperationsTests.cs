namespace StsEmulator.IamApi.Tests.Simulation;

public sealed class ContextKeyOperationsTests : IAsyncLifetime
{
    private const string Home =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}/*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}}}""";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Keys_of_conditions_and_variables_are_listed()
    {
        var answer = (await iam.CallAsync("GetContextKeysForCustomPolicy", ("PolicyInputList.member.1", Home))).ShouldSucceed();

        Assert.Equal(["aws:CurrentTime", "aws:username"], answer.Members("ContextKeyNames").Select(member => member.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_policies_of_a_principal_and_those_of_the_request_count()
    {
        await iam.CallAsync("PutUserPolicy", ("UserName", "nobody"), ("PolicyName", "home"), ("PolicyDocument", Home));

        var answer = (await iam.CallAsync(
            "GetContextKeysForPrincipalPolicy", ("PolicySourceArn", "arn:aws:iam::111122223333:user/nobody"),
            ("PolicyInputList.member.1", Home.Replace("aws:username", "aws:userid", StringComparison.Ordinal)))).ShouldSucceed();

        Assert.Equal(
            ["aws:CurrentTime", "aws:userid", "aws:username"], answer.Members("ContextKeyNames").Select(member => member.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Policies_are_needed_and_must_be_policies()
    {
        var missing = await iam.CallAsync("GetContextKeysForCustomPolicy");
        var malformed = await iam.CallAsync("GetContextKeysForCustomPolicy", ("PolicyInputList.member.1", "{"));

        Assert.Equal(("ValidationError", "InvalidInput"), (missing.Code, malformed.Code));
        Assert.StartsWith("Invalid Input Policy PolicyInputList.1: ", malformed.Message, StringComparison.Ordinal);
    }
}
