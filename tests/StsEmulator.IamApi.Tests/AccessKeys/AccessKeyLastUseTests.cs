namespace StsEmulator.IamApi.Tests.AccessKeys;

public sealed class AccessKeyLastUseTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_key_that_was_never_used_has_no_date()
    {
        var answer = (await LastUseAsync(Given.Nobody.Id)).ShouldSucceed();

        Assert.Equal(("nobody", "N/A", "N/A"), (answer["UserName"], answer["AccessKeyLastUsed/ServiceName"], answer["AccessKeyLastUsed/Region"]));
        Assert.Null(answer["AccessKeyLastUsed/LastUsedDate"]);
    }

    [Fact]
    public async Task A_key_that_signed_tells_when_and_where()
    {
        await iam.CallAsync(Given.Nobody, "ListUsers");

        var answer = (await LastUseAsync(Given.Nobody.Id)).ShouldSucceed();

        Assert.Equal(
            ("2026-03-01T12:00:00Z", "iam", "us-east-1"),
            (answer["AccessKeyLastUsed/LastUsedDate"], answer["AccessKeyLastUsed/ServiceName"], answer["AccessKeyLastUsed/Region"]));
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_answered_as_a_forbidden_one()
    {
        var answer = await LastUseAsync("AKIAIOSFODNN7EXAMPLE");

        answer.ShouldFail(
            403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/admin is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key AKIAIOSFODNN7EXAMPLE");
    }

    [Fact]
    public async Task Of_a_root_key_no_user_is_told()
    {
        var answer = (await LastUseAsync(Given.Root.Id)).ShouldSucceed();

        Assert.Null(answer["UserName"]);
    }

    private Task<IamAnswer> LastUseAsync(string id) => iam.CallAsync("GetAccessKeyLastUsed", ("AccessKeyId", id));
}
