using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.SecurityToken.Model;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.DotNet;

/// <summary>The newest operations through the SDK for .NET, and an outbound token through a verifier that knows only its issuer.</summary>
public sealed class OutboundTests(SharedEmulator shared)
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task An_outside_verifier_finds_the_keys_by_discovery_and_accepts_the_token(string algorithm)
    {
        using var sts = StsClient.Of(shared.Process);
        var issued = await sts.GetWebIdentityTokenAsync(new GetWebIdentityTokenRequest
        {
            Audience = ["https://api.example"],
            SigningAlgorithm = algorithm,
            DurationSeconds = 600,
        });
        string issuer = new JsonWebToken(issued.WebIdentityToken).Issuer;

        var configuration = new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(shared.Process.Client) { RequireHttps = false });
        var outcome = await new JsonWebTokenHandler().ValidateTokenAsync(issued.WebIdentityToken, new TokenValidationParameters
        {
            ConfigurationManager = configuration,
            ValidAudience = "https://api.example",
            ValidAlgorithms = [algorithm],
        });

        Assert.True(outcome.IsValid, outcome.Exception?.Message);
        Assert.StartsWith(new Uri(shared.Process.AwsUrl, "/outbound/").ToString(), issuer, StringComparison.Ordinal);
        Assert.Equal("arn:aws:iam::123456789012:user/admin", outcome.Claims["sub"]);
        Assert.Equal(issued.Expiration!.Value.ToUniversalTime(), outcome.SecurityToken.ValidTo);
    }

    [Fact]
    public async Task A_root_session_is_the_members_root()
    {
        using var sts = StsClient.Of(shared.Process);

        var root = await sts.AssumeRootAsync(new AssumeRootRequest
        {
            TargetPrincipal = ClientSeed.Member,
            TaskPolicyArn = new PolicyDescriptorType { Arn = "arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials" },
        });

        Assert.Equal($"arn:aws:iam::{ClientSeed.Member}:root", await shared.Process.IdentityAsync(root.Credentials));
    }

    [Fact]
    public async Task A_trade_in_token_is_exchanged_once()
    {
        using var body = new StringContent($$"""{"Principal":"{{ClientSeed.DemoRole}}","SessionName":"partner"}""", Encoding.UTF8, "application/json");
        using var minted = await shared.Process.Client.PostAsync("/_sts/trade-in-tokens", body);
        using var answer = JsonDocument.Parse(await minted.Content.ReadAsStringAsync());
        var request = new GetDelegatedAccessTokenRequest { TradeInToken = answer.RootElement.GetProperty("TradeInToken").GetString() };
        using var sts = StsClient.Of(shared.Process);

        var delegated = await sts.GetDelegatedAccessTokenAsync(request);
        var again = await Assert.ThrowsAsync<ExpiredTradeInTokenException>(() => sts.GetDelegatedAccessTokenAsync(request));

        Assert.Equal(HttpStatusCode.Created, minted.StatusCode);
        Assert.Equal(ClientSeed.DemoRole, delegated.AssumedPrincipal);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/partner", await shared.Process.IdentityAsync(delegated.Credentials));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }
}
