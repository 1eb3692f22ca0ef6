using System.Text.Json;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Boto3;

/// <summary>boto3 in a container, where it is installed: nothing is set but what the platform sets there.</summary>
public sealed class ContainerTests(SharedEmulator shared)
{
    private readonly ClientProgram program = new(shared.Process);

    [Fact]
    public async Task A_task_is_known_by_its_token_file()
    {
        var identity = await RunWithTokenAsync("v2/credentials/guarded", ClientSeed.TaskToken);

        Assert.Equal("container-role", identity.GetProperty("Method").GetString());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/container/guarded", identity.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task A_pod_is_known_by_its_service_account_token()
    {
        var identity = await RunWithTokenAsync("v1/credentials", shared.Tokens.ServiceAccountToken(TimeProvider.System.GetUtcNow()));

        Assert.Equal("container-role", identity.GetProperty("Method").GetString());
        Assert.StartsWith("arn:aws:sts::123456789012:assumed-role/container/eks-dev-app-5d-", identity.GetProperty("Arn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_gets_the_credentials_of_a_pod_through_the_API()
    {
        var pod = await RunAsync(
            "pod_identity.py",
            [
                .. ClientProgram.AdminKeys, new("TEST_CLUSTER", ClientSeed.Cluster),
                new("TEST_TOKEN", shared.Tokens.ServiceAccountToken(TimeProvider.System.GetUtcNow())),
            ]);

        Assert.StartsWith("arn:aws:sts::123456789012:assumed-role/container/eks-dev-app-5d-", pod.GetProperty("Arn").GetString(), StringComparison.Ordinal);
        Assert.Equal(pod.GetProperty("Arn").GetString(), pod.GetProperty("Assumed").GetString());
    }

    private async Task<JsonElement> RunWithTokenAsync(string path, string token)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, token);
            return await RunAsync(
                "identity.py",
                new("AWS_CONTAINER_CREDENTIALS_FULL_URI", new Uri(shared.Process.MetadataUrl, path).ToString()),
                new("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<JsonElement> RunAsync(string file, params KeyValuePair<string, string>[] environment)
    {
        Assert.SkipUnless(ClientProgram.Find("python3") is not null, "Python (`python3`) is not on PATH.");
        var import = await program.RunAsync("python3", ["-c", "import boto3"]);
        Assert.SkipUnless(import.ExitCode == 0, "boto3 is not installed for `python3`.");
        return await program.JsonAsync("python3", [Path.Combine(ClientProgram.SourceFolder, "python", file)], environment);
    }
}
