using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.ServiceAccess;

public sealed class OrganizationReportOperationsTests : IAsyncLifetime
{
    private const string Root = "o-abc1234567/r-ab12", Unit = "o-abc1234567/r-ab12/ou-ab12-11111111";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync(new Organization
    {
        AccountId = Given.Account,
        Id = "o-abc1234567",
        RootId = "r-ab12",
        Members = [new OrganizationMember(StsEmulator.Iam.Identifiers.AccountId.Parse("210987654321"), ["ou-ab12-11111111"])],
    });

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task The_whole_organization_called_what_its_accounts_called()
    {
        string job = await GenerateAsync(Root);

        var report = (await iam.CallAsync("GetOrganizationsAccessReport", ("JobId", job), ("SortKey", "LAST_AUTHENTICATED_TIME_DESCENDING"), ("MaxItems", "1"))).ShouldSucceed();

        Assert.Equal(("COMPLETED", "true"), (report["JobStatus"], report["IsTruncated"]));
        Assert.Equal(["iam"], report.Texts("AccessDetails", "ServiceNamespace"));
        Assert.Equal(["o-abc1234567/r-ab12/111122223333"], report.Texts("AccessDetails", "EntityPath"));
        Assert.Equal(1, int.Parse(report["NumberOfServicesAccessible"]!, null) - int.Parse(report["NumberOfServicesNotAccessed"]!, null));
    }

    [Fact]
    public async Task A_part_whose_accounts_called_nothing_has_no_times_and_pages_go_on()
    {
        string job = await GenerateAsync(Unit);

        var first = (await iam.CallAsync("GetOrganizationsAccessReport", ("JobId", job), ("MaxItems", "2"))).ShouldSucceed();
        var second = (await iam.CallAsync("GetOrganizationsAccessReport", ("JobId", job), ("Marker", first["Marker"]!))).ShouldSucceed();
        var backwards = (await iam.CallAsync("GetOrganizationsAccessReport", ("JobId", job), ("SortKey", "SERVICE_NAMESPACE_DESCENDING"), ("MaxItems", "1"))).ShouldSucceed();

        Assert.DoesNotContain("LastAuthenticatedTime", first.Body + second.Body, StringComparison.Ordinal);
        Assert.Equal(first["NumberOfServicesAccessible"], $"{first.Members("AccessDetails").Count + second.Members("AccessDetails").Count}");
        Assert.Equal(["access-analyzer", "acm"], first.Texts("AccessDetails", "ServiceNamespace"));
        Assert.Equal(["xray"], backwards.Texts("AccessDetails", "ServiceNamespace"));
    }

    [Fact]
    public async Task Only_what_the_organization_has_is_reported_on()
    {
        var path = await iam.CallAsync("GenerateOrganizationsAccessReport", ("EntityPath", "o-abc1234567/r-ab12/ou-none-1111"));
        var policy = await iam.CallAsync("GenerateOrganizationsAccessReport", ("EntityPath", Root), ("OrganizationsPolicyId", "p-12345678"));
        await using var alone = await IamFixture.StartAsync();
        var outside = await alone.CallAsync("GenerateOrganizationsAccessReport", ("EntityPath", Root));

        path.ShouldFail(404, "NoSuchEntity", "The entity path o-abc1234567/r-ab12/ou-none-1111 cannot be found.");
        policy.ShouldFail(404, "NoSuchEntity", "The organization policy with id p-12345678 cannot be found.");
        Assert.Equal("AccessDenied", outside.Code);
    }

    private async Task<string> GenerateAsync(string path) =>
        (await iam.CallAsync("GenerateOrganizationsAccessReport", ("EntityPath", path))).ShouldSucceed()["JobId"]!;
}
