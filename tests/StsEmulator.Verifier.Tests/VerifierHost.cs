using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;
using StsEmulator.SigV4;
using StsEmulator.SigV4.Tests;

namespace StsEmulator.Verifier.Tests;

/// <summary>The real service on a real cleartext HTTP/2 port, over a memory store with a seeded directory; time moves by hand.</summary>
internal sealed class VerifierHost : IAsyncDisposable
{
    public const string Account = "123456789012", RoleId = "AROA3XFRBF23EXAMPLE01", UserId = "AIDA3XFRBF23EXAMPLE01";
    public const string UserArn = "arn:aws:iam::123456789012:user/team/alice", RoleArn = "arn:aws:iam::123456789012:role/app/deploy";
    public const string SessionArn = "arn:aws:sts::123456789012:assumed-role/deploy/s1";
    public const string SessionKey = "ASIA3XFRBF23EXAMPLE1", InactiveKey = "AKIA3XFRBF23EXAMPLE9";

    private readonly WebApplication app;
    private readonly GrpcChannel channel;

    private VerifierHost(WebApplication app, GrpcChannel channel)
    {
        this.app = app;
        this.channel = channel;
        Client = new V1.Verifier.VerifierClient(channel);
    }

    public V1.Verifier.VerifierClient Client { get; }

    public GrpcChannel Channel => channel;

    public required FakeTimeProvider Time { get; init; }

    public required FailableSessionStore Sessions { get; init; }

    public required FailableMarkStore Marks { get; init; }

    public required LiveDirectory Directory { get; init; }

    public required AuthorizationMessageCodec Codec { get; init; }

    public static async Task<VerifierHost> StartAsync(string? adminToken = null)
    {
        var time = new FakeTimeProvider(Requests.SignedAt);
        var clock = new EmulatorClock(time);
        var memory = MemoryStore.Create(clock);
        var sessions = new FailableSessionStore(memory.Sessions);
        var marks = new FailableMarkStore(memory.Marks);
        var stores = memory with { Sessions = sessions, Marks = marks };
        var directory = new LiveDirectory(stores.Directory);
        directory.Adopt((await stores.Directory.OpenAsync("seed", Seed, reseed: false, CancellationToken.None))!);
        await sessions.SaveAsync(RoleSession(SessionKey, Requests.Secret, Requests.Token), CancellationToken.None);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(stores).AddSingleton(clock).AddSingleton(directory);
        builder.Services.AddSingleton(new RequestAuthenticator(sessions, directory, clock, new SigningKeyCache(), new AuthenticationOptions()));
        var codec = new AuthorizationMessageCodec(stores.Values, new IdentifierGenerator(new Sts.Tests.SeededRandomSource()));
        builder.Services.AddSingleton(codec);
        builder.Services.AddVerifier(new VerifierOptions(adminToken));
        var app = builder.Build();
        app.MapVerifier();
        await app.StartAsync();

        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new VerifierHost(app, GrpcChannel.ForAddress(address)) { Time = time, Sessions = sessions, Marks = marks, Directory = directory, Codec = codec };
    }

    public static Session RoleSession(string accessKeyId, string secret, string token, SessionFacts? facts = null) => new()
    {
        AccessKeyId = AccessKeyId.Parse(accessKeyId),
        SecretAccessKey = secret,
        TokenDigest = SessionTokenDigest.Of(token),
        Kind = SessionKind.Role,
        Account = AccountId.Parse(Account),
        Partition = "aws",
        PrincipalId = RoleId,
        PrincipalName = "deploy",
        PrincipalPath = "/app/",
        SessionName = "s1",
        IssuedAt = Requests.SignedAt,
        Expiration = Requests.SignedAt.AddHours(1),
        DirectoryVersion = 1,
        Facts = facts,
    };

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.DisposeAsync();
        Directory.Dispose();
    }

    private static DirectoryEntity[] Seed =>
    [
        new Account { AccountId = AccountId.Parse(Account), IsDefault = true },
        new User
        {
            AccountId = AccountId.Parse(Account), UserName = "alice", Path = "/team/", UserId = UserId,
            AccessKeys =
            [
                new AccessKey(AccessKeyId.Parse(Requests.AccessKeyId), Requests.Secret, IsActive: true),
                new AccessKey(AccessKeyId.Parse(InactiveKey), Requests.Secret, IsActive: false),
            ],
            Tags = [new Tag("team", "core")],
            Policies =
            [
                new StoredPolicy("files", """
                    {"Version":"2012-10-17","Statement":[
                      {"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"*"},
                      {"Sid":"NoSecrets","Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::secret/*"},
                      {"Sid":"Near","Effect":"Allow","Action":"s3:PutObject","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},
                      {"Sid":"Core","Effect":"Allow","Action":"s3:DeleteObject","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"core"}}},
                      {"Sid":"Boss","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/boss":"yes"}}},
                      {"Sid":"Keys","Effect":"Allow","Action":"ec2:CreateTags","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}}}]}
                    """),
            ],
        },
        new Role
        {
            AccountId = AccountId.Parse(Account), RoleName = "deploy", Path = "/app/", RoleId = RoleId,
            AssumeRolePolicyDocument = new StoredPolicy("trust", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}}
                """),
            Policies =
            [
                new StoredPolicy("run", """
                    {"Version":"2012-10-17","Statement":{"Sid":"Run","Effect":"Allow","Action":["dynamodb:GetItem","s3:*","sts:*"],"Resource":"*"}}
                    """),
            ],
        },
    ];
}
