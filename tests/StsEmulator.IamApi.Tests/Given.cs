using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.Tests;

/// <summary>A small world: admin may do everything, nobody may do nothing, and the account has root keys.</summary>
internal static class Given
{
    public const string Anything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    public static AccountId Account { get; } = AccountId.Parse("111122223333");

    public static (string Id, string Secret) Admin { get; } = ("AKIARTX3GSDSQADMINAD", "adminadminadminadminadminadminadminadmin");

    public static (string Id, string Secret) Nobody { get; } = ("AKIARTX3GSDSQNOBODYN", "nobodynobodynobodynobodynobodynobodynobo");

    public static (string Id, string Secret) Root { get; } = ("AKIARTX3GSDSQROOTROO", "rootrootrootrootrootrootrootrootrootroot");

    public static IReadOnlyList<DirectoryEntity> World { get; } =
    [
        new Account { AccountId = Account, IsDefault = true, RootAccessKeys = [Key(Root)], CreateDate = IamFixture.Start },
        User("admin", "AIDARTX3GSDSQADMIN234", Admin) with { Policies = [new StoredPolicy("everything", Anything)] },
        User("nobody", "AIDARTX3GSDSQNOBODY23", Nobody),
    ];

    /// <summary>A user with one access key.</summary>
    public static User User(string name, string id, (string Id, string Secret) key) => new()
    {
        AccountId = Account,
        UserName = name,
        UserId = id,
        CreateDate = IamFixture.Start,
        AccessKeys = [Key(key)],
    };

    private static AccessKey Key((string Id, string Secret) key) =>
        new(AccessKeyId.Parse(key.Id), key.Secret, IsActive: true) { CreateDate = IamFixture.Start };
}
