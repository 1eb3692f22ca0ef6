using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Sts.Tests;

/// <summary>
/// A small world: alice of account 111122223333 may do everything, bob may do nothing, both may become <c>Worker</c>, whose trust names
/// the account; <c>Open</c> trusts alice and bob themselves. Account 444455556666 has carol and <c>Guest</c>, which trusts the first account.
/// </summary>
internal static class Given
{
    public const string Anything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    public const string AliceId = "AIDARTX3GSDSQALICE234";
    public const string BobId = "AIDARTX3GSDSQBOBBOB23";
    public const string WorkerId = "AROARTX3GSDSQWORKER23";
    public const string OpenId = "AROARTX3GSDSQOPENOPEN";
    public const string GuestId = "AROAWO645SY5AGUEST234";

    public const string WorkerArn = "arn:aws:iam::111122223333:role/app/Worker";
    public const string OpenArn = "arn:aws:iam::111122223333:role/Open";
    public const string GuestArn = "arn:aws:iam::444455556666:role/Guest";

    public const string BobMfa = "arn:aws:iam::111122223333:mfa/bob";
    public const string MfaSeed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    public static AccountId Home { get; } = AccountId.Parse("111122223333");

    public static AccountId Elsewhere { get; } = AccountId.Parse("444455556666");

    public static Credentials Root { get; } = new("AKIARTX3GSDSQROOTROO", "rootrootrootrootrootrootrootrootrootroot");

    public static Credentials Alice { get; } = new("AKIARTX3GSDSQALICEAL", "alicealicealicealicealicealicealicealice");

    public static Credentials Bob { get; } = new("AKIARTX3GSDSQBOBBOBB", "bobbobbobbobbobbobbobbobbobbobbobbobbobb");

    public static Credentials Inactive { get; } = new("AKIARTX3GSDSQINACTIV", "inactiveinactiveinactiveinactiveinactive");

    public static Credentials Carol { get; } = new("AKIAWO645SY5ACAROLCA", "carolcarolcarolcarolcarolcarolcarolcarol");

    public static Account Account(AccountId id, bool isDefault = false, params Credentials[] rootKeys) =>
        new() { AccountId = id, IsDefault = isDefault, RootAccessKeys = [.. rootKeys.Select(Key)] };

    public static User User(AccountId account, string name, string userId, params Credentials[] keys) =>
        new() { AccountId = account, UserName = name, UserId = userId, AccessKeys = [.. keys.Select(Key)] };

    /// <param name="principal">The principal of the trust policy as JSON, such as <c>{"AWS":"111122223333"}</c>.</param>
    /// <param name="actions">The trusted actions as JSON.</param>
    /// <param name="condition">The condition of the trust policy as JSON.</param>
    public static Role Role(
        AccountId account, string name, string roleId, string principal,
        string actions = """["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]""", string condition = "{}") =>
        new()
        {
            AccountId = account,
            RoleName = name,
            RoleId = roleId,
            AssumeRolePolicyDocument = new StoredPolicy("AssumeRolePolicyDocument",
                $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{{{principal}}},"Action":{{{actions}}},"Condition":{{{condition}}}}}"""),
            Policies = [new StoredPolicy("Anything", Anything)],
        };

    public static IReadOnlyList<DirectoryEntity> World { get; } =
    [
        Account(Home, isDefault: true, Root),
        User(Home, "alice", AliceId, Alice, Inactive) with
        {
            Path = "/team/",
            AccessKeys = [Key(Alice), Key(Inactive) with { IsActive = false }],
            Policies = [new StoredPolicy("Anything", Anything)],
        },
        User(Home, "bob", BobId, Bob) with { MfaDevices = [new MfaDevice(BobMfa, MfaSeed)] },
        Role(Home, "Worker", WorkerId, """{"AWS":"111122223333"}""") with { Path = "/app/", MaxSessionDuration = 7200 },
        Role(Home, "Open", OpenId, $$"""{"AWS":["{{AliceId}}","{{BobId}}"]}"""),
        Account(Elsewhere),
        User(Elsewhere, "carol", "AIDAWO645SY5ACAROL234", Carol) with { Policies = [new StoredPolicy("Anything", Anything)] },
        Role(Elsewhere, "Guest", GuestId, """{"AWS":"111122223333"}"""),
    ];

    private static AccessKey Key(Credentials credentials) =>
        new(AccessKeyId.Parse(credentials.AccessKeyId), credentials.SecretAccessKey, IsActive: true);
}
