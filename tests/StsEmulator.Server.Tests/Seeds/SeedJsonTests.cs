using System.Text;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class SeedJsonTests
{
    [Fact]
    public void Problems_say_in_which_part_of_the_body_they_are()
    {
        SeedProblems problems = new();
        var node = SeedJson.Read("""{"Tags":[{"Key":"a","Value":"b"},{"Kee":"c"}],"Region":7}"""u8.ToArray(), problems)!;
        SeedElement element = new(node, problems, "Tags", "Region");

        SeedTags.Read(element, "Tags", problems, maximum: 50);
        element.Text("Region", TextRule.Region);

        string described = SeedJson.Describe(problems);
        Assert.Contains("Tags[1]: unknown name `Kee`; did you mean `Key`?", described, StringComparison.Ordinal);
        Assert.Contains("; Region: `7` is not a region", described, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "a JSON object")]
    [InlineData("""{"a":1,"a":2}""", "not valid JSON")]
    [InlineData("""{"a":"\uD800"}""", "half of a surrogate pair")]
    public void What_is_no_object_is_refused(string body, string expected)
    {
        SeedProblems problems = new();

        Assert.Null(SeedJson.Read(Encoding.UTF8.GetBytes(body), problems));

        Assert.Contains(expected, SeedJson.Describe(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SeedTree.MaximumDepth, true)]
    [InlineData(SeedTree.MaximumDepth + 1, false)]
    public void A_body_nests_as_deep_as_a_file_may(int depth, bool isRead)
    {
        string body = string.Concat(Enumerable.Repeat("""{"a":""", depth - 1)) + "{}" + new string('}', depth - 1);

        Assert.Equal(isRead, SeedJson.Read(Encoding.UTF8.GetBytes(body), new SeedProblems()) is not null);
    }
}
