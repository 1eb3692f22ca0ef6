using Amazon.Runtime;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.DotNet;

/// <summary>
/// The .NET SDK in a container, by its full URI; the relative one always leads to 169.254.170.2. The provider reads its variables from the
/// process, so these tests take turns, and none else here reads them.
/// </summary>
public sealed class ContainerTests(SharedEmulator shared)
{
    private const string Uri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private const string Token = "AWS_CONTAINER_AUTHORIZATION_TOKEN", TokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

    [Fact]
    public async Task A_task_is_known_by_its_token()
    {
        string identity = await IdentityAsync("v2/credentials/guarded", (Token, ClientSeed.TaskToken));

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/container/guarded", identity);
    }

    [Fact]
    public async Task A_task_is_known_by_its_token_file()
    {
        string identity = await WithFileAsync(ClientSeed.TaskToken, file => IdentityAsync("v2/credentials/guarded", (TokenFile, file)));

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/container/guarded", identity);
    }

    [Fact]
    public async Task A_pod_is_known_by_its_service_account_token()
    {
        string token = shared.Tokens.ServiceAccountToken(TimeProvider.System.GetUtcNow());

        string identity = await WithFileAsync(token, file => IdentityAsync("v1/credentials", (TokenFile, file)));

        Assert.StartsWith("arn:aws:sts::123456789012:assumed-role/container/eks-dev-app-5d-", identity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_gets_no_credentials() =>
        await Assert.ThrowsAsync<AmazonServiceException>(() => IdentityAsync("v2/credentials/guarded", (Token, ClientSeed.TaskToken + "x")));

    private static async Task<string> WithFileAsync(string token, Func<string, Task<string>> use)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, token);
            return await use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<string> IdentityAsync(string path, (string Name, string Value) authorization)
    {
        Environment.SetEnvironmentVariable(Uri, new Uri(shared.Process.MetadataUrl, path).ToString());
        Environment.SetEnvironmentVariable(authorization.Name, authorization.Value);
        try
        {
            using GenericContainerCredentials credentials = new();
            return await shared.Process.IdentityAsync(credentials);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Uri, null);
            Environment.SetEnvironmentVariable(authorization.Name, null);
        }
    }
}
