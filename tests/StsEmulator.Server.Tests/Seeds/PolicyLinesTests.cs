using System.Text;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class PolicyLinesTests
{
    private const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}]}""";

    [Theory]
    [InlineData("a:\n  - PolicyDocument: {\"b\": 1}\n", 1)]
    [InlineData("AssumeRolePolicyDocument: {\"b\": 1}  \r\nPolicyDocument: {}", 2)]
    [InlineData("Other: {\"b\": 1}", 0)]
    [InlineData("PolicyDocument: {b: 1}", 0)]
    [InlineData("PolicyDocument: {\"b\": 1} # c", 0)]
    [InlineData("# PolicyDocument: {\"b\": 1}", 0)]
    [InlineData("PolicyDocument: {\"b\": 1}\n\uE000", 0)]
    public void Lines_with_a_document_in_strict_json_are_taken_out(string text, int count)
    {
        var lines = PolicyLines.TryFind(text, new SeedProblems());

        Assert.Equal(count, lines?.Text.Count(c => c == '\uE000') ?? 0);
        Assert.Equal(text.Count(c => c == '\n'), (lines?.Text ?? text).Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("PolicyDocument: {\"b\": 1}\n", true)]
    [InlineData("- PolicyDocument: {\"b\": 1}\n- PolicyDocument: {\"b\": 2}\n", true)]
    [InlineData("a: |\n  PolicyDocument: {\"b\": 1}\n", false)] // only looks like one
    [InlineData("a: \"\n  PolicyDocument: {}\"\n", false)]
    [InlineData("PolicyDocument: {\"b\": 1}\n  more\n", false)] // the value goes on
    [InlineData("PolicyDocument: {\"b\": 1}\nPolicyDocument: {\"b\": 1}\n", false)] // given twice
    [InlineData("PolicyDocument: {\"b\": 1}\n]\n", false)] // not YAML
    public void A_text_counts_only_when_every_mark_is_met_as_a_value(string text, bool isRead)
    {
        var lines = PolicyLines.TryFind(text, new SeedProblems());

        Assert.Equal(isRead, lines is not null && SeedTree.ReadMarked("seed.yaml", lines, ahead: null) is not null);
    }

    [Theory, InlineData(".yaml", "'"), InlineData(".yaml", ""), InlineData(".json", "")]
    public void A_large_seed_reads_the_same_and_tells_the_line_of_what_is_wrong(string extension, string quote)
    {
        using SeedFolder folder = new();
        string path = folder.Write("large" + extension, Large(extension, quote, action: "s3:GetObject"));
        string wrong = folder.Write("wrong" + extension, Large(extension, quote, action: "GetObject"));

        var (seed, problems) = SeedFolder.Load(path);
        var (_, found) = SeedFolder.Load(wrong);

        Assert.Empty(problems);
        var role = seed!.Entities.OfType<StsEmulator.Iam.Directory.Role>().Single(role => role.RoleName == "role-1999");
        Assert.Contains("bucket-1999", Assert.Single(role.Policies).Text, StringComparison.Ordinal);
        Assert.StartsWith($"wrong{extension}:{(extension == ".json" ? 1501 : 3 + (5 * 1500) + 5)}: PolicyDocument: ", Assert.Single(found), StringComparison.Ordinal);
    }

    /// <summary>A seed of 2000 roles, of which one has a policy with this action.</summary>
    private static string Large(string extension, string quote, string action)
    {
        StringBuilder text = new(extension == ".json" ? "{\"Accounts\":[{\"AccountId\":\"111122223333\",\"Roles\":[" : "Accounts:\n- AccountId: \"111122223333\"\n  Roles:\n");
        for (int i = 0; i < 2000; i++)
        {
            string policy =
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{(i == 1500 ? action : "s3:PutObject")}}","Resource":"arn:aws:s3:::bucket-{{i}}/*"}]}""";
            text.Append(extension == ".json"
                ? $$"""{{(i == 0 ? "" : ",\n")}}{"RoleName":"role-{{i}}","AssumeRolePolicyDocument":{{Trust}},"Policies":[{"PolicyName":"p","PolicyDocument":{{policy}}}]}"""
                : $"  - RoleName: role-{i}\n    AssumeRolePolicyDocument: {quote}{Trust}{quote}\n    Policies:\n    - PolicyName: p\n      PolicyDocument: {quote}{policy}{quote}\n");
        }
        return text.Append(extension == ".json" ? "]}]}" : "").ToString();
    }
}
