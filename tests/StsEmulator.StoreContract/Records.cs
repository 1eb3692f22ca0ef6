using System.Globalization;
using System.Text.Json;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;

namespace StsEmulator.StoreContract;

/// <summary>Records to store. Two are the same when their stored forms are: records with lists do not compare by value.</summary>
public static class Records
{
    public static AccountId Account { get; } = AccountId.Parse("123456789012");

    private static LoginProfile OpenSesame { get; } =
        PasswordDigest.TryParse("pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", out var digest)
            ? new LoginProfile(digest) { PasswordResetRequired = true, EarlierPasswords = [digest] }
            : throw new InvalidOperationException("This is how digests are stored.");

    public static IReadOnlyList<DirectoryEntity> Seed { get; } =
    [
        new Account { AccountId = Account, Alias = "acme", IsDefault = true, RootAccessKeys = [Key("AKIAROOT", isActive: true)] },
        new User
        {
            AccountId = Account, UserName = "alice", UserId = "AIDAALICE", Path = "/team/", LoginProfile = OpenSesame,
            AccessKeys = [Key("AKIAALICE", isActive: true), Key("AKIAALICEOLD", isActive: false)], Groups = ["readers"],
            MfaDevices = [new MfaDevice("arn:aws:iam::123456789012:mfa/alice", "GEZDGNBVGY3TQOJQ")], Tags = [new Tag("team", "blue")],
            CreateDate = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
        },
        new Group { AccountId = Account, GroupName = "readers", GroupId = "AGPAREADERS", Policies = [Policy("read")] },
        Role("app"),
        new ManagedPolicy
        {
            AccountId = Account,
            PolicyName = "bounds",
            PolicyId = "ANPABOUNDS",
            Document = Policy("bounds"),
            Tags = [new Tag("team", "blue")],
            DefaultVersionNumber = 3,
            DefaultVersionDate = new DateTimeOffset(2025, 3, 2, 3, 4, 5, TimeSpan.Zero),
            OtherVersions = [new PolicyVersion(1, Policy("first"), new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero))],
            LastVersionNumber = 4,
            UpdateDate = new DateTimeOffset(2025, 4, 2, 3, 4, 5, TimeSpan.Zero),
        },
        new InstanceProfile { AccountId = Account, InstanceProfileName = "web", InstanceProfileId = "AIPAWEB", Roles = ["app"] },
        Oidc("https://issuer.example/tenant"),
        new SamlProvider
        {
            AccountId = Account, Name = "corp", SamlMetadataDocument = "<EntityDescriptor/>", Tags = [new Tag("team", "blue")],
            PrivateKeys = [new SamlPrivateKey("pem", new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero))],
        },
        new ServerCertificate { AccountId = Account, ServerCertificateName = "web", ServerCertificateId = "ASCAWEB", CertificateBody = "pem" },
        new Organization
        {
            AccountId = Account,
            Id = "o-abc1234567",
            RootId = "r-ab12",
            Members = [new OrganizationMember(AccountId.Parse("210987654321"), ["ou-ab12-11111111"])],
            DelegatedAdministrators = [AccountId.Parse("210987654321")],
            RootSessions = true,
        },
        new VirtualMfaDevice { AccountId = Account, Name = "spare", Base32Seed = "GEZDGNBVGY3TQOJQ", Tags = [new Tag("team", "blue")] },
    ];

    public static Role Role(string name, string? id = null) => new()
    {
        AccountId = Account,
        RoleName = name,
        RoleId = id ?? "AROA" + name.ToUpperInvariant(),
        AssumeRolePolicyDocument = Policy("trust"),
        ManagedPolicyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        MaxSessionDuration = 7200,
    };

    public static OidcProvider Oidc(string url) => new() { AccountId = Account, Url = url, ClientIdList = ["app"] };

    public static DirectoryChange Write(long version, params DirectoryEntity[] upserts) => new(version, upserts, []);

    public static DirectoryChange Delete(long version, params EntityKey[] deletes) => new(version, [], deletes);

    /// <summary>A session that was issued at an instant and lives an hour.</summary>
    public static Session Session(int number, DateTimeOffset issuedAt, TimeSpan? lifetime = null, SessionFacts? facts = null) => new()
    {
        AccessKeyId = SessionKey(number),
        SecretAccessKey = "secret-" + number,
        TokenDigest = SessionTokenDigest.Of("token-" + number),
        Kind = SessionKind.Role,
        Account = Account,
        Partition = "aws",
        PrincipalId = "AROAAPP",
        PrincipalName = "app",
        SessionName = "run",
        IssuedAt = issuedAt,
        Expiration = issuedAt + (lifetime ?? TimeSpan.FromHours(1)),
        DirectoryVersion = 1,
        Facts = facts,
    };

    public static AccessKeyId SessionKey(int number) => AccessKeyId.Parse("ASIA" + number.ToString("D16", CultureInfo.InvariantCulture));

    public static string Text(Session? session) => session is null ? "" : JsonSerializer.Serialize(session, StoreJson.Default.Session);

    public static string Text(DirectoryEntity entity) => JsonSerializer.Serialize(entity, StoreJson.Default.DirectoryEntity);

    public static IEnumerable<string> Texts(IEnumerable<DirectoryEntity> entities) => entities.Select(Text).Order(StringComparer.Ordinal);

    public static string Text(DirectoryChange change) => JsonSerializer.Serialize(change, StoreJson.Default.DirectoryChange);

    private static AccessKey Key(string id, bool isActive) => new(AccessKeyId.Parse(id), "secret of " + id, isActive);

    private static StoredPolicy Policy(string name) =>
        new(name, """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""");
}
