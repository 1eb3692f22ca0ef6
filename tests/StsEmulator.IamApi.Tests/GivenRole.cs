using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests;

/// <summary>Roles that a test begins with.</summary>
internal static class GivenRole
{
    public static Role Named(string name, string path = "/") => new()
    {
        AccountId = Given.Account,
        RoleName = name,
        RoleId = "AROARTX3GSDSQ" + name.ToUpperInvariant().PadRight(8, '2'),
        Path = path,
        AssumeRolePolicyDocument = new StoredPolicy("AssumeRolePolicyDocument", Documents.Trust),
        CreateDate = IamFixture.Start,
    };
}
