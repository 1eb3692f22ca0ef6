using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.Roles;

/// <summary>What tests of roles ask for again and again.</summary>
internal static class RoleCalls
{
    public const string TrustEc2 =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    public static string Trust(string principal) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole"}]}""";

    /// <summary>A trust policy with a given number of characters that count, and white space that does not.</summary>
    public static string TrustOfSize(int size)
    {
        string document = TrustEc2.Replace("[{", "[ {\n\t\"Sid\" : \"@\",", StringComparison.Ordinal);
        int counted = document.Count(c => !char.IsWhiteSpace(c)) - 1;
        return document.Replace("@", new string('a', size - counted), StringComparison.Ordinal);
    }

    /// <summary>Makes a role that EC2 may assume.</summary>
    public static async Task<IamAnswer> CreateRoleAsync(this IamFixture iam, string name, params (string Name, string Value)[] parameters) =>
        await iam.CallAsync("CreateRole", [("RoleName", name), ("AssumeRolePolicyDocument", TrustEc2), .. parameters]);

    /// <summary>A stored role.</summary>
    public static Role Role(string name, string path = "/") => new()
    {
        AccountId = Given.Account,
        RoleName = name,
        RoleId = "AROARTX3GSDSQ" + name.ToUpperInvariant().PadRight(8, 'X')[..8],
        Path = path,
        CreateDate = IamFixture.Start,
        AssumeRolePolicyDocument = new StoredPolicy("trust", TrustEc2),
    };
}
