using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.CommandLine;

/// <summary>The scripts of docs/samples, against the built-in seed.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("github-actions", "main", "arn:aws:sts::123456789012:assumed-role/demo-github-actions/GitHubActions")]
    [InlineData("github-actions", "release/1.0", "arn:aws:sts::123456789012:assumed-role/demo-github-actions/GitHubActions")]
    [InlineData("kubernetes-irsa", "demo", "arn:aws:sts::123456789012:assumed-role/demo-service-account/demo-pod")]
    public async Task A_sample_ends_with_the_session_it_promises(string sample, string argument, string arn)
    {
        await using var emulator = await EmulatorProcess.StartAsync();

        var outcome = await RunAsync(emulator, sample, argument);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(arn, outcome.Output.Trim());
    }

    [Fact]
    public async Task A_service_account_that_the_role_does_not_trust_gets_nothing()
    {
        await using var emulator = await EmulatorProcess.StartAsync();

        var outcome = await RunAsync(emulator, "kubernetes-irsa", "default");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("Not authorized to perform sts:AssumeRoleWithWebIdentity", outcome.Error, StringComparison.Ordinal);
    }

    private static Task<CommandOutcome> RunAsync(EmulatorProcess emulator, string sample, string argument)
    {
        Assert.SkipWhen(ClientProgram.Find("aws") is null || ClientProgram.Find("curl") is null, "The AWS CLI or curl is not on this machine.");
        string script = Path.GetFullPath(Path.Combine(ClientProgram.SourceFolder, "..", "..", "docs", "samples", sample, "assume-role"));
        return new ClientProgram(emulator).RunAsync("bash", [script, argument]);
    }
}
