using CsCheck;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class SeedTreeTests
{
    private static readonly string[] Pieces =
    [
        "Accounts:", "- ", "\n", "  ", "{", "}", "[", "]", ",", ": ", "&a ", "*a", "*b", "!Ref ", "!!str ", "\"", "'", "|\n", ">-\n", "#",
        "AccountId", "\"123456789012\"", "Users", "UserName: x", "? ", "%YAML 1.2\n", "---\n", "...\n", "\t", "\u0000", "\uD800", "\u00e9", "<<: *a", "~", "null",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.OneOf(Piece, Gen.String[0, 4]).Array[0, 40].Sample(
            pieces =>
            {
                SeedProblems problems = new();

                var root = SeedTree.Read("seed.yaml", string.Concat(pieces), problems);

                Assert.True(root is not null || problems.Found.Count > 0);
            },
            iter: 20_000);

    [Fact]
    public void No_seed_makes_the_loader_throw() =>
        Piece.Array[0, 30].Sample(
            pieces =>
            {
                var (seed, problems) = SeedFolder.LoadText(
                    "Accounts:\n- AccountId: '123456789012'\n  " + string.Concat(pieces).Replace("\uD800", "", StringComparison.Ordinal));

                Assert.True(seed is not null != problems.Count > 0);
            },
            iter: 500);

    [Theory]
    [InlineData(SeedTree.MaximumDepth, true)]
    [InlineData(SeedTree.MaximumDepth + 1, false)]
    [InlineData(200_000, false)]
    public void A_file_nests_32_levels_deep(int depth, bool isRead)
    {
        SeedProblems problems = new();

        var root = SeedTree.Read("seed.yaml", new string('[', depth) + new string(']', depth), problems);

        Assert.Equal(isRead, root is not null);
    }

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        string laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(
            Enumerable.Range('b', 8).Select(c => $"{(char)c}: &{(char)c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));
        SeedProblems problems = new();

        var root = SeedTree.Read("seed.yaml", laughs, problems);

        Assert.Null(root);
        Assert.Contains("aliases written out", Assert.Single(problems.Found).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_cannot_hold_itself()
    {
        SeedProblems problems = new();

        var root = SeedTree.Read("seed.yaml", "a: &a [ *a ]", problems);

        Assert.Null(root);
        Assert.Single(problems.Found);
    }
}
