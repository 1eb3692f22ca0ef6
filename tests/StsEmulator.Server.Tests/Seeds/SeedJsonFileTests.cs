using System.Text;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class SeedJsonFileTests
{
    [Fact]
    public void Json_reads_as_the_yaml_reader_reads_it()
    {
        const string Text = "{ \"A\": [1, true, null, \"x\\u00e9\"],\n \"B\": { \"C\": \"\" },\n \"PolicyDocument\": { \"Version\":\n \"2012-10-17\" } }";
        SeedProblems problems = new();

        var json = SeedJsonFile.Read("seed.json", Encoding.UTF8.GetBytes(Text), problems);
        var yaml = SeedTree.Read("seed.json", Text, problems);

        Assert.Equal(Flat(yaml!), Flat(json!));
        Assert.Empty(problems.Found);
    }

    [Theory]
    [InlineData("a: b")]
    [InlineData("{ a: b }")]
    [InlineData("{ \"a\": 1, }")]
    [InlineData("[1]")]
    [InlineData("")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void What_is_no_strict_json_is_left_to_the_yaml_reader(string text)
    {
        SeedProblems problems = new();

        Assert.Null(SeedJsonFile.Read("seed", Encoding.UTF8.GetBytes(text), problems));

        Assert.Empty(problems.Found);
    }

    [Theory]
    [InlineData(SeedTree.MaximumDepth, true)]
    [InlineData(SeedTree.MaximumDepth + 1, false)]
    public void It_nests_as_deep_as_a_seed_may(int depth, bool expected)
    {
        string text = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

        Assert.Equal(expected, SeedJsonFile.Read("seed", Encoding.UTF8.GetBytes(text), new SeedProblems()) is not null);
    }

    [Fact]
    public void A_name_that_is_given_twice_is_reported_with_its_line()
    {
        SeedProblems problems = new();

        SeedJsonFile.Read("seed", "{\"a\":1,\n\"a\":2}"u8.ToArray(), problems);

        Assert.Equal("seed:2: `a` is given twice", Assert.Single(problems.Found).ToString());
    }

    [Fact]
    public void A_wrong_policy_in_a_json_file_is_reported_with_its_line()
    {
        var (seed, problems) = SeedFolder.LoadText("""
            {"Accounts":[{"AccountId":"123456789012","Users":[{"UserName":"u","Policies":[
             {"PolicyName":"p","PolicyDocument":{
               "Version":"2012-10-17",
               "Statement":[{"Effect":"Permit","Action":"*","Resource":"*"}]}}]}]}]}
            """);

        Assert.Null(seed);
        Assert.StartsWith("seed.yaml:4: PolicyDocument: Syntax errors in policy.", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_in_a_json_file_is_stored_as_it_stands_there()
    {
        const string Policy = """{ "Version":"2012-10-17", "Statement": [{"Effect":"Allow","Action":"*","Resource":"*"}] }""";

        var (seed, _) = SeedFolder.LoadText($$"""{"Accounts":[{"AccountId":"123456789012","Users":[{"UserName":"u","Policies":[{"PolicyName":"p","PolicyDocument":{{Policy}}}]}]}]}""");

        Assert.Equal(Policy, Assert.Single(Assert.Single(seed!.Entities.OfType<Iam.Directory.User>()).Policies).Text);
    }

    private static string Flat(SeedNode node) => node.Kind switch
    {
        SeedNodeKind.List => $"{node.Place.Line}[{string.Join(",", node.Items.Select(Flat))}]",
        SeedNodeKind.Mapping => $"{node.Place.Line}{{{string.Join(",", node.Members.Select(member => $"{member.Place.Line}{member.Name}={Flat(member.Value)}"))}}}",
        _ => $"{node.Place.Line}{node.Kind}{node.IsPlain}{(node.Kind == SeedNodeKind.Null ? "" : node.Text)}",
    };
}
