using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Outbound;
using StsEmulator.Federation.Tests;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;
using StsEmulator.SigV4;

namespace StsEmulator.Sts.Tests.Operations;

/// <summary>An account with a provider and a role that trusts it, behind the real endpoint.</summary>
internal sealed class WebIdentityAccount
{
    public const long Now = 1_800_000_000;

    public const string RoleArn = "arn:aws:iam::123456789012:role/ci/deploy", Provider = "arn:aws:iam::123456789012:oidc-provider/issuer.example/tenant";

    private readonly StsEndpoint endpoint;

    private readonly StateStores stores;

    /// <param name="issuer">The registered provider.</param>
    public WebIdentityAccount(string trustPolicy = "", string issuer = TestIssuer.Url)
    {
        var clock = new EmulatorClock(new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Now)));
        stores = MemoryStore.Create(clock);
        var directory = new LiveDirectory(stores.Directory);
        directory.Adopt(new DirectoryRecords(new StoreMarks(1, 1, TimeSpan.Zero), Entities(trustPolicy.Length > 0 ? trustPolicy : Trust(), issuer)));
        endpoint = new ServiceCollection()
            .AddSts().AddLogging(logging => logging.AddProvider(Log))
            .AddSingleton(clock).AddSingleton(directory).AddSingleton(stores.Sessions).AddSingleton(stores.OneTime).AddSingleton(stores.Values)
            .AddSingleton<IRandomSource>(new SeededSource()).AddSingleton<IdentifierGenerator>().AddSingleton<SessionIssuer>()
            .AddSingleton<MfaCheck>().AddSingleton<RoleAssumption>().AddSingleton<UserFederation>().AddSingleton<AuthorizationMessageCodec>()
            .AddSingleton<RequestAuthenticator>().AddSingleton<SigningKeyCache>().AddSingleton(new AuthenticationOptions()).AddSingleton(new StsOptions())
            .AddSingleton(new OutboundIssuer(() => "https://sts.example"))
            .BuildServiceProvider().GetRequiredService<StsEndpoint>();
    }

    /// <summary>Gets everything that was logged.</summary>
    public CapturedLog Log { get; } = new();

    public static string Trust(string actions = "\"sts:AssumeRoleWithWebIdentity\"", string condition = "{}", string provider = Provider) => $$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"{{provider}}"},"Action":[{{actions}}],"Condition":{{condition}}}]}
        """;

    public static string Token(string more = "", string issuer = TestIssuer.Url, long lifetime = 300) => TestIssuer.Sign(
        $$"""{"iss":"{{issuer}}","sub":"repo:octo/app","aud":"app","iat":{{Now - 60}},"exp":{{Now + lifetime}}{{more}}}""");

    /// <summary>Calls with what is required, changed as given; a null takes a parameter away.</summary>
    public async Task<(int Status, XElement Body)> CallAsync(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["Version"] = "2011-06-15",
            ["RoleArn"] = RoleArn,
            ["RoleSessionName"] = "run-1",
            ["WebIdentityToken"] = Token(),
        };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        string form = string.Join('&', parameters.Where(p => p.Value is not null).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Host = new HostString("127.0.0.1", 4592);
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(form));
        context.Request.ContentLength = form.Length;
        var answer = new MemoryStream();
        context.Response.Body = answer;

        await endpoint.HandleAsync(context);

        await context.Response.BodyWriter.FlushAsync();
        return (context.Response.StatusCode, XElement.Parse(Encoding.UTF8.GetString(answer.ToArray())));
    }

    public async Task<(int Status, string Code, string? Message)> RefusedAsync(params (string Name, string? Value)[] changes)
    {
        var (status, body) = await CallAsync(changes);
        var error = body.Elements().First(element => element.Name.LocalName == "Error");
        return (status, Text(error, "Code")!, Text(error, "Message"));
    }

    public async Task<Session> SessionAsync(XElement body)
    {
        Assert.True(AccessKeyId.TryParse(Text(body, "AccessKeyId")!, out var id));
        return (await stores.Sessions.FindAsync(id, TestContext.Current.CancellationToken)).Session!;
    }

    /// <summary>Lists whatever was issued.</summary>
    public async Task<IReadOnlyList<Session>> SessionsAsync() => await stores.Sessions.ListAsync(10, TestContext.Current.CancellationToken);

    /// <summary>Reads the first element of a name, however deep.</summary>
    public static string? Text(XElement body, string name) => body.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private static List<DirectoryEntity> Entities(string trustPolicy, string issuer)
    {
        Assert.True(AccountId.TryParse("123456789012", out var id));
        Assert.True(AccountId.TryParse("210987654321", out var other));
        return
        [
            new Account { AccountId = id },
            new OidcProvider { AccountId = id, Url = issuer, Jwks = TestIssuer.Jwks, ClientIdList = ["app"] },
            new Role
            {
                AccountId = id, RoleName = "deploy", Path = "/ci/", RoleId = "AROA2ZQFEXAMPLE3DEPLO",
                AssumeRolePolicyDocument = new StoredPolicy("trust", trustPolicy), MaxSessionDuration = 7200,
            },
            new Account { AccountId = other },
            new Role
            {
                AccountId = other, RoleName = "deploy", RoleId = "AROA2ZQFEXAMPLE3OTHER", AssumeRolePolicyDocument = new StoredPolicy("trust", trustPolicy),
            },
        ];
    }

    /// <summary>The same octets on every run.</summary>
    private sealed class SeededSource : IRandomSource
    {
        private readonly Random random = new(20110615);

        public void Fill(Span<byte> destination)
        {
            lock (random)
                random.NextBytes(destination);
        }
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly StringBuilder text = new();

    public string Text
    {
        get
        {
            lock (text)
                return text.ToString();
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (text)
            text.Append(formatter(state, exception)).Append(exception).AppendLine();
    }

    public void Dispose()
    {
    }
}
