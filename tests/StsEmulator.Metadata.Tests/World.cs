using Microsoft.Extensions.Time.Testing;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tests;

/// <summary>What replicas have in common: the clock, the store, and one account with roles and instance profiles.</summary>
internal sealed class World
{
    public const string InstanceId = "i-0123456789abcdef0";
    public const string RoleName = "web-role";
    public const string Profile = "arn:aws:iam::123456789012:instance-profile/app/web";

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static readonly AccountId AccountId = AccountId.Parse("123456789012");

    private const string TrustsEc2 =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private const string TrustsLambda =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private int replicas;

    public World()
    {
        Clock = new EmulatorClock(Machine);
        Stores = MemoryStore.Create(Clock);
    }

    public FakeTimeProvider Machine { get; } = new(Start);

    public EmulatorClock Clock { get; }

    public StateStores Stores { get; }

    public static DirectoryEntity[] Seed { get; } =
    [
        new Account { AccountId = AccountId, IsDefault = true },
        Role(RoleName, "AROAWEB0000000000001", TrustsEc2),
        Role("other-role", "AROAOTHER00000000001", TrustsEc2),
        Role("closed-role", "AROACLOSED0000000001", TrustsLambda),
        InstanceProfile("web", RoleName),
        InstanceProfile("closed", "closed-role"),
        InstanceProfile("empty"),
        .. ContainerWorld.Entities,
    ];

    public static InstanceSettings Instance { get; } = new()
    {
        InstanceId = InstanceId,
        InstanceProfile = Profile,
        Placement = new InstancePlacement { AvailabilityZone = "us-east-1b" },
    };

    public static InstanceSettings OptionalInstance { get; } = Instance with { MetadataOptions = new MetadataOptions { RequiresToken = false } };

    public static Role Role(string name, string id, string trust = TrustsEc2) => new()
    {
        AccountId = AccountId,
        RoleName = name,
        Path = "/app/",
        RoleId = id,
        AssumeRolePolicyDocument = new StoredPolicy("trust", trust),
    };

    public static InstanceProfile InstanceProfile(string name, params string[] roles) => new()
    {
        AccountId = AccountId,
        InstanceProfileName = name,
        Path = "/app/",
        InstanceProfileId = "AIPA" + name.ToUpperInvariant(),
        Roles = roles,
    };

    public int NextSeed() => Interlocked.Increment(ref replicas);

    /// <summary>Moves the emulator's clock.</summary>
    public void Advance(TimeSpan span) => Clock.Offset += span;

    public Task<MetadataHost> StartAsync(params InstanceSettings[] instances) => MetadataHost.StartAsync(this, instances);
}
