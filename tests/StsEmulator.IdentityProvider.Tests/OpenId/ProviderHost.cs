using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider.Tests.OpenId;

/// <summary>One replica of the provider on a loopback port.</summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    /// <summary>Everybody's issuer, so that several replicas are one provider.</summary>
    public const string Issuer = "http://idp.test/oidc";

    public const string MfaSeed = "JBSWY3DPEHPK3PXPJBSWY3DP";

    private readonly WebApplication application;

    private ProviderHost(WebApplication application, Uri address) => (this.application, Address) = (application, address);

    public Uri Address { get; }

    public OpenIdKeys Keys => application.Services.GetRequiredService<OpenIdKeys>();

    public static IdentityProviderSettings Settings { get; } = new(
        [
            new SeededUser(
                new IdentityUser
                {
                    UserName = "ada",
                    Subject = "user-1",
                    DisplayName = "Ada Lovelace",
                    Email = "ada@example.com",
                    Groups = ["dev"],
                    Claims = new Dictionary<string, JsonElement> { ["department"] = JsonElement.Parse("\"engines\"") },
                    AwsTags = new Dictionary<string, string> { ["team"] = "core" },
                    SourceIdentity = "ada",
                },
                "right"),
            new SeededUser(new IdentityUser { UserName = "grace", Subject = "user-2", DisplayName = "Grace", MfaSeed = MfaSeed }, "right"),
        ],
        [
            new OpenIdClient
            {
                ClientId = "spa",
                RedirectUris = ["http://127.0.0.1/callback", "https://app.example/cb"],
                PostLogoutRedirectUris = ["https://app.example/bye"],
                GrantTypes = [OpenIdGrants.AuthorizationCode, OpenIdGrants.RefreshToken, OpenIdGrants.DeviceCode],
            },
            new OpenIdClient
            {
                ClientId = "web",
                ClientSecret = "web-secret-1",
                RedirectUris = ["https://web.example/cb"],
                Scopes = [OpenIdScopes.OpenId, OpenIdScopes.Profile],
                RequireConsent = true,
                SigningAlgorithm = SignatureAlgorithm.ES256,
            },
            new OpenIdClient
            {
                ClientId = "service",
                ClientSecret = "service-secret-1",
                GrantTypes = [OpenIdGrants.ClientCredentials],
                Audiences = ["sts.amazonaws.com"],
            },
        ]);

    public static async Task<ProviderHost> StartAsync(World world)
    {
        var replica = await world.ReplicaAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services
            .AddSingleton(world.Clock)
            .AddSingleton(world.Stores.Values)
            .AddSingleton(world.Stores.OneTime)
            .AddSingleton(replica.Directory)
            .AddSingleton(new IdentifierGenerator(new SeededRandom(world.NextSeed())))
            .AddIdentityProvider(Settings, _ => new IdentityProviderAddress(() => Issuer));
        var application = builder.Build();
        application.UseIdentityProvider();
        await application.StartAsync();
        return new ProviderHost(
            application, new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
