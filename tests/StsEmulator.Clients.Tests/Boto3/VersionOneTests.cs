using System.Text;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Boto3;

/// <summary>
/// boto3 falls back to version 1 of the metadata service where it gets no token. Every instance answers for tokens, so a fault refuses them
/// as the old service did; one instance admits callers without a token, one does not.
/// </summary>
public sealed class VersionOneTests(SharedEmulator shared)
{
    [Theory, InlineData("optional", 0), InlineData("required", 1)]
    public async Task A_client_without_a_token_is_served_where_tokens_are_optional(string httpTokens, int exitCode)
    {
        Assert.SkipUnless(ClientProgram.Find("python3") is not null, "Python (`python3`) is not on PATH.");
        await using var emulator = await shared.StartOwnAsync();
        ClientProgram program = new(emulator);
        var import = await program.RunAsync("python3", ["-c", "import boto3"]);
        Assert.SkipUnless(import.ExitCode == 0, "boto3 is not installed for `python3`.");
        await SendAsync(HttpMethod.Put, "/_sts/instances/i-0123456789abcdef0", $$$"""
            {"InstanceProfile":"arn:aws:iam::123456789012:instance-profile/web","MetadataOptions":{"HttpTokens":"{{{httpTokens}}}"}}
            """);
        await SendAsync(HttpMethod.Post, "/_sts/faults", """{"Path":"/latest/api/token","Status":403}""");

        var outcome = await program.RunAsync("python3", [Path.Combine(ClientProgram.SourceFolder, "python", "identity.py")]);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal(exitCode == 0, outcome.Output.Contains("assumed-role/demo/i-0123456789abcdef0", StringComparison.Ordinal));

        async Task SendAsync(HttpMethod method, string path, string json)
        {
            using HttpRequestMessage request = new(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            using var answer = await emulator.Client.SendAsync(request, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }
}
