namespace StsEmulator.IamApi.Tests.Roles;

public sealed class RoleBoundaryOperationsTests : IAsyncLifetime
{
    private const string ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess", Missing = "arn:aws:iam::111122223333:policy/none";

    private const string NoPolicy = "arn:aws:iam::111122223333:not_a_policy/x";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_boundary_comes_with_the_role_goes_and_is_put_again()
    {
        var created = (await iam.CreateRoleAsync("app", ("PermissionsBoundary", ReadOnly))).ShouldSucceed();
        (await iam.CallAsync("DeleteRolePermissionsBoundary", ("RoleName", "app"))).ShouldSucceed();
        var without = await iam.CallAsync("GetRole", ("RoleName", "app"));
        (await iam.CallAsync("PutRolePermissionsBoundary", ("RoleName", "app"), ("PermissionsBoundary", ReadOnly))).ShouldSucceed();
        var with = await iam.CallAsync("GetRole", ("RoleName", "app"));

        Assert.Equal(
            ("Policy", ReadOnly), (created["Role/PermissionsBoundary/PermissionsBoundaryType"], created["Role/PermissionsBoundary/PermissionsBoundaryArn"]));
        Assert.Null(without["Role/PermissionsBoundary"]);
        Assert.Equal(ReadOnly, with["Role/PermissionsBoundary/PermissionsBoundaryArn"]);
    }

    [Theory]
    [InlineData(Missing, 404, "NoSuchEntity", $"Scope ARN: {Missing} does not exist or is not attachable.")]
    [InlineData(NoPolicy, 400, "InvalidInput", $"ARN {NoPolicy} is not valid.")]
    public async Task Only_a_policy_that_exists_bounds_a_role(string arn, int status, string code, string message)
    {
        await iam.CreateRoleAsync("app");

        (await iam.CallAsync("PutRolePermissionsBoundary", ("RoleName", "app"), ("PermissionsBoundary", arn))).ShouldFail(status, code, message);
        (await iam.CreateRoleAsync("other", ("PermissionsBoundary", arn))).ShouldFail(status, code, message);
    }
}
