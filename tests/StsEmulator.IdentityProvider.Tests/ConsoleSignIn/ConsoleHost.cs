using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsEmulator.Federation.Saml;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.IdentityProvider.ConsoleSignIn;
using StsEmulator.IdentityProvider.Users;
using StsEmulator.SigV4;

namespace StsEmulator.IdentityProvider.Tests.ConsoleSignIn;

/// <summary>The sign-in pages on a loopback port, with one account.</summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    public const string MfaSeed = "JBSWY3DPEHPK3PXPJBSWY3DP", ProviderArn = "arn:aws:iam::123456789012:saml-provider/own";

    private static readonly AccountId Account = AccountId.Parse("123456789012");

    private readonly WebApplication application;

    private ConsoleHost(WebApplication application, World world)
    {
        this.application = application;
        World = world;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public World World { get; }

    public Uri Address { get; }

    public ISessionStore Sessions => World.Stores.Sessions;

    public static string RoleArn(string name) => $"arn:aws:iam::123456789012:role/{name}";

    public static async Task<ConsoleHost> StartAsync()
    {
        World world = new();
        LiveDirectory directory = new(world.Stores.Directory);
        directory.Adopt((await world.Stores.Directory.OpenAsync("seed", Seed(), reseed: false, CancellationToken.None))!);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        IRandomSource random = new SeededRandom(world.NextSeed());
        ConsoleHost? host = null;
        builder.Services
            .AddSingleton(world.Clock).AddSingleton(random).AddSingleton(new IdentifierGenerator(random)).AddSingleton(directory)
            .AddSingleton(world.Stores.Values).AddSingleton(world.Stores.OneTime).AddSingleton(world.Stores.Sessions)
            .AddSingleton(new AuthenticationOptions()).AddSingleton(new SigningKeyCache()).AddSingleton<RequestAuthenticator>()
            .AddSingleton(new CallLog()).AddSingleton<MfaCheck>().AddSingleton<SessionIssuer>().AddSingleton<RoleAssumption>()
            .AddSingleton(services => new SamlValidator(
                world.Stores.OneTime, world.Clock, SamlRules.Default, services.GetRequiredService<BuiltInSamlProvider>()))
            .AddIdentityProvider(Users, _ => new IdentityProviderAddress(() => host!.Address.AbsoluteUri + "oidc"))
            .AddConsoleSignIn(_ => new ConsoleAddress(() => host!.Address.AbsoluteUri.TrimEnd('/')));
        var application = builder.Build();
        application.UseIdentityProvider();
        application.UseConsoleSignIn();
        await application.StartAsync();
        return host = new ConsoleHost(application, world);
    }

    /// <summary>Issues credentials as an operation of STS would.</summary>
    public async Task<(Session Session, string Token)> IssueAsync(SessionKind kind = SessionKind.Role, bool isChained = false)
    {
        var issuer = application.Services.GetRequiredService<SessionIssuer>();
        var snapshot = application.Services.GetRequiredService<LiveDirectory>().Current;
        var account = snapshot.Find(Account)!;
        var facts = isChained ? new SessionFacts { IsChained = true } : null;
        var issued = kind == SessionKind.Role
            ? await issuer.IssueAsync(snapshot, account, account.FindRole("deploy")!, "job", TimeSpan.FromHours(1), facts, CancellationToken.None)
            : await issuer.IssueAsync(kind, snapshot, account, account.FindUser("bob"), "fed", TimeSpan.FromHours(1), facts, CancellationToken.None);
        return issued!.Value;
    }

    /// <summary>Makes a response of the built-in provider for these roles.</summary>
    public async Task<string> ResponseAsync(params string[] roles)
    {
        var provider = application.Services.GetRequiredService<BuiltInSamlProvider>();
        SamlLogin login = new()
        {
            Issuer = provider.EntityId,
            Recipient = "https://signin.aws.amazon.com/saml",
            NameId = "ada",
            Roles = [.. roles.Select(role => new SamlRolePair(RoleArn(role), ProviderArn))],
            RoleSessionName = "ada@example.com",
        };
        return application.Services.GetRequiredService<SamlResponseIssuer>().Issue(
            login, await provider.CredentialAsync(CancellationToken.None), World.Clock.GetUtcNow());
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private static IdentityProviderSettings Users { get; } = new(
        [
            new SeededUser(
                new IdentityUser
                {
                    UserName = "ada",
                    Subject = "ada",
                    DisplayName = "Ada",
                    Email = "ada@example.com",
                    SamlRoles = [new(RoleArn("saml-one"), ProviderArn), new(RoleArn("saml-two"), ProviderArn)],
                },
                "right"),
            new SeededUser(new IdentityUser { UserName = "eve", Subject = "eve", DisplayName = "Eve" }, "right"),
        ],
        []);

    private static DirectoryEntity[] Seed()
    {
        StoredPolicy assume = new("assume", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""");
        return
        [
            new Account
            {
                AccountId = Account,
                Alias = "dev",
                IsDefault = true,
                RootUser = new RootUser("root@example.com", Digest("root-right"), []),
            },
            User("alice", "right", [new MfaDevice("arn:aws:iam::123456789012:mfa/alice", MfaSeed)], assume),
            User("bob", "right", [], assume),
            User("carol", "right", []),
            User("dave", "right", []) with { LoginProfile = new LoginProfile(Digest("right")) { PasswordResetRequired = true } },
            User("keys-only", null, []),
            Role("deploy", """{"AWS":"123456789012"}""", "sts:AssumeRole", "{}"),
            Role("guarded", """{"AWS":"123456789012"}""", "sts:AssumeRole", """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"""),
            Role("saml-one", $$"""{"Federated":"{{ProviderArn}}"}""", SamlAssumption.Action, "{}"),
            Role("saml-two", $$"""{"Federated":"{{ProviderArn}}"}""", SamlAssumption.Action, "{}"),
            new SamlProvider { AccountId = Account, Name = "own", SamlMetadataDocument = "", IsBuiltIn = true },
        ];
    }

    private static PasswordDigest Digest(string password) => PasswordDigest.Of(password, new IdentifierGenerator(new SeededRandom(1)));

    private static User User(string name, string? password, IReadOnlyList<MfaDevice> devices, params StoredPolicy[] policies) => new()
    {
        AccountId = Account,
        UserName = name,
        UserId = $"AIDA{name.ToUpperInvariant()}",
        LoginProfile = password is null ? null : new LoginProfile(Digest(password)),
        MfaDevices = devices,
        Policies = policies,
    };

    private static Role Role(string name, string principal, string action, string condition) => new()
    {
        AccountId = Account,
        RoleName = name,
        RoleId = $"AROA{name.ToUpperInvariant()}",
        AssumeRolePolicyDocument = new StoredPolicy(
            "trust", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"{{action}}","Condition":{{condition}}}]}"""),
    };
}
