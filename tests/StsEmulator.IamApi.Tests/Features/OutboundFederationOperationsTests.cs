namespace StsEmulator.IamApi.Tests.Features;

public sealed class OutboundFederationOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Enabling_tells_the_issuer_and_lasts_until_it_is_disabled()
    {
        var enabled = (await iam.CallAsync("EnableOutboundWebIdentityFederation")).ShouldSucceed();
        var read = (await iam.CallAsync("GetOutboundWebIdentityFederationInfo")).ShouldSucceed();
        bool isOn = iam.Account.Account.OutboundWebIdentityFederation;
        (await iam.CallAsync("DisableOutboundWebIdentityFederation")).ShouldSucceed();

        Assert.Matches("^https://sts[.]example/outbound/[0-9a-f-]{36}$", enabled["IssuerIdentifier"]);
        Assert.Equal((enabled["IssuerIdentifier"], "true"), (read["IssuerIdentifier"], read["JwtVendingEnabled"]));
        Assert.Equal((true, false), (isOn, iam.Account.Account.OutboundWebIdentityFederation));
    }

    [Fact]
    public async Task What_is_as_asked_is_an_error()
    {
        var disabled = await iam.CallAsync("DisableOutboundWebIdentityFederation");
        var read = await iam.CallAsync("GetOutboundWebIdentityFederationInfo");
        await iam.CallAsync("EnableOutboundWebIdentityFederation");
        var enabled = await iam.CallAsync("EnableOutboundWebIdentityFederation");

        disabled.ShouldFail(404, "FeatureDisabled", "Outbound web identity federation is not enabled for this account.");
        read.ShouldFail(404, "FeatureDisabled", "Outbound web identity federation is not enabled for this account.");
        enabled.ShouldFail(409, "FeatureEnabled", "Outbound web identity federation is already enabled for this account.");
    }

    [Theory, InlineData("v1Token", 1), InlineData("v2Token", 2)]
    public async Task The_version_of_global_tokens_is_kept(string version, int expected)
    {
        (await iam.CallAsync("SetSecurityTokenServicePreferences", ("GlobalEndpointTokenVersion", version))).ShouldSucceed();

        Assert.Equal(expected, iam.Account.Account.GlobalEndpointTokenVersion);
    }

    [Fact]
    public async Task There_are_two_versions_of_global_tokens()
    {
        var answer = await iam.CallAsync("SetSecurityTokenServicePreferences", ("GlobalEndpointTokenVersion", "v3Token"));

        answer.ShouldFail(
            400, "ValidationError",
            "1 validation error detected: Value at 'globalEndpointTokenVersion' failed to satisfy constraint: Member must satisfy enum value set: [v1Token, v2Token]");
    }

    [Theory, InlineData("EnableOutboundWebIdentityFederation"), InlineData("DisableOutboundWebIdentityFederation"), InlineData("GetOutboundWebIdentityFederationInfo")]
    public async Task Permission_is_judged_first(string action)
    {
        var answer = await iam.CallAsync(Given.Nobody, action);

        Assert.Equal("AccessDenied", answer.Code);
    }
}
