using System.Text.Json;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.NodeJs;

/// <summary>The SDK for JavaScript in a container, and on an instance whose clock and metadata service are moved about.</summary>
public sealed class MetadataTests(SharedEmulator shared)
{
    private const string InstanceArn = "arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0";

    [Theory, InlineData("container"), InlineData("chain")]
    public async Task A_task_is_known_by_its_token_file(string provider)
    {
        var identity = await RunWithTokenAsync(provider, "v2/credentials/guarded", ClientSeed.TaskToken);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/container/guarded", identity.GetProperty("Arn").GetString());
    }

    [Theory, InlineData("container"), InlineData("chain")]
    public async Task A_pod_is_known_by_its_service_account_token(string provider)
    {
        var identity = await RunWithTokenAsync(provider, "v1/credentials", shared.Tokens.ServiceAccountToken(TimeProvider.System.GetUtcNow()));

        Assert.StartsWith("arn:aws:sts::123456789012:assumed-role/container/eks-dev-app-5d-", identity.GetProperty("Arn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_rotate_overlap_and_are_kept_while_the_service_fails()
    {
        using ClientSeed seed = new();
        await using var emulator = await EmulatorProcess.StartAsync("--seed", seed.SeedFile);

        var seen = await new ClientProgram(emulator).JsonAsync("node", [Program("rotation.mjs")]);

        Assert.True(seen.GetProperty("sameBetweenRotations").GetBoolean());
        Assert.True(seen.GetProperty("rotated").GetBoolean());
        Assert.Equal(InstanceArn, seen.GetProperty("firstStillServes").GetString());
        Assert.True(seen.GetProperty("keptUnderFault").GetBoolean());
        Assert.Equal("ExpiredToken", seen.GetProperty("expired").GetString());
        Assert.Equal("ExpiredToken", seen.GetProperty("firstAtItsEnd").GetString());
        Assert.Equal(InstanceArn, seen.GetProperty("next").GetString());
    }

    private async Task<JsonElement> RunWithTokenAsync(string provider, string path, string token)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, token);
            return await new ClientProgram(shared.Process).JsonAsync(
                "node", [Program("identity.mjs"), provider],
                new("AWS_CONTAINER_CREDENTIALS_FULL_URI", new Uri(shared.Process.MetadataUrl, path).ToString()),
                new("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Program(string file)
    {
        Assert.True(ClientProgram.Find("node") is not null, "Node.js (`node`) is not on PATH; .config/install-test-tools installs it.");
        return Path.Combine(ClientProgram.SourceFolder, "javascript", file);
    }
}
