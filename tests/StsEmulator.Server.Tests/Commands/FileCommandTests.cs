using StsEmulator.Server.Commands;
using StsEmulator.Server.Tests.Seeds;

namespace StsEmulator.Server.Tests.Commands;

public sealed class FileCommandTests : IDisposable
{
    private const string Question = """{"Principal":"arn:aws:iam::111122223333:user/u","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k","Policies":{"Identity":[]}""";

    private readonly SeedFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Validate_exits_0_for_valid_seeds_and_policies()
    {
        string seed = folder.Write("seed.yaml", "Accounts: [ { AccountId: '123456789012' } ]");
        string policy = folder.Write("policy.json", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""");

        Assert.Equal(0, await RunAsync("validate", seed, policy));
    }

    [Fact]
    public async Task Validate_prints_every_problem_with_file_and_line_and_exits_1()
    {
        string seed = folder.Write("seed.yaml", "Accounts:\n  - AccountId: '1'\n  - AccountId: '2'\n");
        string policy = folder.Write("policy.json", "{\"Version\":\"2012-10-17\",\n\"Statement\":[{\"Effect\":\"Permit\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}");

        int exitCode = await RunAsync("validate", seed, policy);

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((1, 3), (exitCode, lines.Length));
        Assert.StartsWith($"{policy}:2: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{seed}:2: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{seed}:3: ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_exits_1_for_a_file_that_is_not_there() => Assert.Equal(1, await RunAsync("validate", "no-such-file.yaml"));

    [Theory]
    [InlineData(",\"Expect\":\"implicitDeny\"", 0)]
    [InlineData(",\"Expect\":\"allowed\"", 1)]
    [InlineData("", 0)]
    [InlineData(",\"Expect\":\"perhaps\"", 2)]
    public async Task Evaluate_exits_1_when_a_decision_differs_from_what_was_expected(string expect, int expected)
    {
        string file = folder.Write("cases.json", $"[{Question}{expect}}}]");

        int exitCode = await RunAsync("evaluate", file);

        Assert.Equal(expected, exitCode);
        if (expected < 2)
            Assert.StartsWith("""{"Decision":"implicitDeny",""", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve", "--no-such-option")]
    [InlineData("--store", "floppy:")]
    [InlineData("--aws-url", "nowhere")]
    [InlineData("--authentication", "lax")]
    [InlineData("--seed", "no-such-file.yaml")]
    [InlineData("validate")]
    [InlineData("evaluate")]
    [InlineData("credentials")]
    [InlineData("credentials", "--role-arn", "x", "--endpoint-url", "ftp://x")]
    public async Task A_bad_command_line_is_one_line_on_standard_error_and_exit_2(params string[] arguments)
    {
        int exitCode = await RunAsync(arguments);

        Assert.Equal((2, ""), (exitCode, output.ToString()));
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Evaluate_prints_for_people_what_came_closest()
    {
        string file = folder.Write("cases.json", """
            {"Principal":"arn:aws:iam::111122223333:user/u","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k","Context":{"aws:RequestedRegion":"eu-west-1"},"Name":"an\u001b[2Jother",
             "Policies":{"Identity":[{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}}}]}}
            """);

        Assert.Equal(0, await RunAsync("evaluate", "--output", "text", file));

        string[] lines = output.ToString().Split('\n');
        Assert.StartsWith("implicitDeny  s3:GetObject on arn:aws:s3:::b/k", lines[0], StringComparison.Ordinal);
        Assert.Contains("  nearest  Identity policy `Identity[0]`, statement 1", lines);
        Assert.Contains("           Condition StringEquals aws:RequestedRegion: is eu-west-1, needs us-east-1", lines);
        Assert.DoesNotContain('\u001b', output.ToString());
    }

    [Theory]
    [InlineData(new[] { "evaluate" }, TerminalKind.Coloured, "\u001b[31mimplicitDeny")]
    [InlineData(new[] { "evaluate" }, TerminalKind.Plain, "implicitDeny  ")]
    [InlineData(new[] { "evaluate" }, TerminalKind.None, "{\"Decision\"")]
    [InlineData(new[] { "evaluate", "--output", "json" }, TerminalKind.Coloured, "{\"Decision\"")]
    [InlineData(new[] { "evaluate", "--output", "text" }, TerminalKind.None, "implicitDeny  ")]
    public async Task Evaluate_prints_for_whoever_reads(string[] arguments, object kind, string expected)
    {
        string file = folder.Write("cases.json", Question + "}");

        await EmulatorCommandLine.RunAsync([.. arguments, file], output, error, (TerminalKind)kind);

        Assert.StartsWith(expected, output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) => EmulatorCommandLine.RunAsync(arguments, output, error);
}
