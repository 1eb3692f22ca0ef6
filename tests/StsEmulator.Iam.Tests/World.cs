using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
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

namespace StsEmulator.Iam.Tests;

/// <summary>One replica over the embedded store: alice may do everything, bob nothing; <see cref="Worker"/> trusts their account.</summary>
internal sealed class World
{
    public const string Anything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    public const string Nothing = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""";

    public const string RootKey = "AKIARTX3GSDSQROOTROO";
    public const string AliceKey = "AKIARTX3GSDSQALICEAL";
    public const string BobKey = "AKIARTX3GSDSQBOBBOBB";
    public const string CarolKey = "AKIAWO645SY5ACAROLCA";

    public const string AliceId = "AIDARTX3GSDSQALICE234";
    public const string BobId = "AIDARTX3GSDSQBOBBOB23";
    public const string WorkerId = "AROARTX3GSDSQWORKER23";
    public const string Worker = "arn:aws:iam::111122223333:role/app/Worker";

    public const string MfaSerial = "arn:aws:iam::111122223333:mfa/bob";
    public const string MfaSeed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly AccountId Home = AccountId.Parse("111122223333");
    public static readonly AccountId Elsewhere = AccountId.Parse("444455556666");

    private World(params DirectoryEntity[] also)
    {
        Clock = new EmulatorClock(Time);
        Stores = MemoryStore.Create(Clock, 100);
        Directory = new LiveDirectory(Stores.Directory);
        Also = also;
        Issuer = new SessionIssuer(Stores.Sessions, Identifiers, Clock);
        Assumption = new RoleAssumption(Directory, Issuer, new MfaCheck(Stores.OneTime, Clock), Clock);
        Authenticator = Authenticating(new AuthenticationOptions());
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public EmulatorClock Clock { get; }

    public StateStores Stores { get; }

    public LiveDirectory Directory { get; }

    public IdentifierGenerator Identifiers { get; } = new(new Sequence());

    public SessionIssuer Issuer { get; }

    public RoleAssumption Assumption { get; }

    public RequestAuthenticator Authenticator { get; }

    private DirectoryEntity[] Also { get; }

    public static async Task<World> CreateAsync(params DirectoryEntity[] also)
    {
        var world = new World(also);
        DirectoryEntity[] seed =
        [
            new Account { AccountId = Home, IsDefault = true, RootAccessKeys = [Key(RootKey)] },
            User("alice", AliceId, AliceKey, Anything) with { Path = "/team/" },
            User("bob", BobId, BobKey) with { MfaDevices = [new MfaDevice(MfaSerial, MfaSeed)] },
            Role("Worker", WorkerId, """{"AWS":"111122223333"}""") with { Path = "/app/", MaxSessionDuration = 7200 },
            new Account { AccountId = Elsewhere },
            User("carol", "AIDAWO645SY5ACAROL234", CarolKey, Anything) with { AccountId = Elsewhere },
        ];
        seed = [.. seed.Where(entity => world.Also.All(other => other.Key != entity.Key)), .. world.Also];
        world.Directory.Adopt((await world.Stores.Directory.OpenAsync("seed", seed, reseed: false, CancellationToken.None))!);
        return world;
    }

    public static AccessKey Key(string accessKeyId) => new(AccessKeyId.Parse(accessKeyId), SecretOf(accessKeyId), IsActive: true);

    public static string SecretOf(string accessKeyId) => accessKeyId + accessKeyId;

    public static User User(string name, string userId, string accessKeyId, params string[] policies) => new()
    {
        AccountId = Home,
        UserName = name,
        UserId = userId,
        AccessKeys = [Key(accessKeyId)],
        Policies = [.. policies.Select((text, i) => new StoredPolicy($"Policy{i}", text))],
    };

    /// <param name="principal">The principal of the trust policy as JSON.</param>
    /// <param name="actions">The trusted actions as JSON.</param>
    /// <param name="condition">The condition of the trust policy as JSON.</param>
    public static Role Role(
        string name, string roleId, string principal, string actions = """["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]""",
        string condition = "{}") => new()
        {
            AccountId = Home,
            RoleName = name,
            RoleId = roleId,
            Policies = [new StoredPolicy("Anything", Anything)],
            AssumeRolePolicyDocument = new StoredPolicy("AssumeRolePolicyDocument",
                $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{{{principal}}},"Action":{{{actions}}},"Condition":{{{condition}}}}}"""),
        };

    public RequestAuthenticator Authenticating(AuthenticationOptions options) => new(Stores.Sessions, Directory, Clock, new SigningKeyCache(100), options);

    /// <summary>The caller that a key stands for.</summary>
    public async Task<Caller> CallerAsync(string accessKeyId) =>
        (await Authenticator.IdentifyAsync(AccessKeyId.Parse(accessKeyId), CancellationToken.None)).Caller!;

    public Task<Caller> CallerAsync(IssuedSession issued) => CallerAsync(issued.Session.AccessKeyId.Value);

    /// <summary>A wish of a caller to become <see cref="Worker"/>.</summary>
    public static RoleAssumptionRequest Wish(Caller? caller, string roleArn = Worker)
    {
        Assert.True(Arn.TryParse(roleArn, out var arn));
        return new RoleAssumptionRequest { Caller = caller, RoleArn = arn, SessionName = "s1", Facts = new RequestFacts { Region = "us-east-1" } };
    }

    public async Task<RoleAssumptionResult> AssumeAsync(RoleAssumptionRequest request) => await Assumption.AssumeAsync(request, CancellationToken.None);

    public async Task<IssuedSession> IssueAsync(RoleAssumptionRequest request)
    {
        var result = await AssumeAsync(request);
        Assert.True(result.IsIssued, result.Refusal?.ToString());
        return result.Issued;
    }

    public async Task<IssuedSession> SessionTokenAsync(Caller caller, DateTimeOffset? mfa = null)
    {
        var issued = await Issuer.IssueAsync(
            SessionKind.SessionToken, caller.Directory, caller.Account, caller.User, null, TimeSpan.FromHours(12),
            mfa is null ? null : new SessionFacts { MfaAuthenticatedAt = mfa }, CancellationToken.None);
        return new IssuedSession(issued!.Value.Session, issued.Value.Token, null);
    }

    public async Task WriteAsync(DirectoryEntity[] upserts, EntityKey[] deletes) => await Directory.ChangeAsync(
        snapshot => new DirectoryChange(snapshot.Version + 1, upserts, deletes), CancellationToken.None);

    private sealed class Sequence : IRandomSource
    {
        private ulong counter;

        public void Fill(Span<byte> destination)
        {
            Span<byte> input = stackalloc byte[8], block = stackalloc byte[32];
            while (!destination.IsEmpty)
            {
                BinaryPrimitives.WriteUInt64BigEndian(input, counter++);
                SHA256.HashData(input, block);
                int count = Math.Min(block.Length, destination.Length);
                block[..count].CopyTo(destination);
                destination = destination[count..];
            }
        }
    }
}
