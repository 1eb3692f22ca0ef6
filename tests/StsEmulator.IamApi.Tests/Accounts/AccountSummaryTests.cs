using System.Globalization;

namespace StsEmulator.IamApi.Tests.Accounts;

public sealed class AccountSummaryTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task What_is_made_is_counted()
    {
        var before = await SummaryAsync();

        await iam.CallAsync("CreateUser", ("UserName", "alice"));
        await iam.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"));
        var after = await SummaryAsync();

        Assert.Equal((before["Users"] + 1, before["MFADevices"] + 1), (after["Users"], after["MFADevices"]));
        Assert.Equal(0, after["MFADevicesInUse"]);
    }

    [Fact]
    public async Task Every_key_of_the_service_is_there_with_the_quotas_of_a_new_account()
    {
        var summary = await SummaryAsync();

        Assert.Equal(34, summary.Count);
        Assert.Equal(
            (5000, 300, 1000, 1500, 2, 10_000), (
            summary["UsersQuota"], summary["GroupsQuota"], summary["RolesQuota"], summary["PoliciesQuota"], summary["AccessKeysPerUserQuota"],
            summary["PolicyVersionsInUseQuota"]));
        Assert.Equal((1, 0, 0), (summary["AccountAccessKeysPresent"], summary["AccountMFAEnabled"], summary["AccountPasswordPresent"]));
    }

    private async Task<Dictionary<string, int>> SummaryAsync()
    {
        var answer = (await iam.CallAsync("GetAccountSummary")).ShouldSucceed();
        return answer.Texts("SummaryMap", "key").Zip(answer.Texts("SummaryMap", "value"))
            .ToDictionary(pair => pair.First!, pair => int.Parse(pair.Second!, CultureInfo.InvariantCulture));
    }
}
