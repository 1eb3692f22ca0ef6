using System.Net;
using System.Net.Sockets;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.NodeJs;

/// <summary>ID tokens of oidc-provider, a certified OpenID provider that somebody else wrote.</summary>
public sealed class OutsideProviderTests
{
    private const string Role = "arn:aws:iam::123456789012:role/login";

    [Fact]
    public async Task Its_tokens_assume_a_role_also_after_its_keys_have_been_rotated()
    {
        Assert.True(ClientProgram.Find("node") is not null, "Node.js (`node`) is not on PATH; .config/install-test-tools installs it.");
        int port = FreePort();
        string seed = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(seed, Seed($"127.0.0.1:{port}"));
            await using var emulator = await EmulatorProcess.StartAsync("--seed", seed);

            var outcome = await new ClientProgram(emulator).JsonAsync(
                "node", [Path.Combine(ClientProgram.SourceFolder, "javascript", "provider.mjs")],
                new("TEST_ISSUER", $"http://127.0.0.1:{port}"), new("TEST_ROLE_ARN", Role));

            Dictionary<string, string> expected = new()
            {
                ["rs256"] = "octocat app-RS256 arn:aws:sts::123456789012:assumed-role/login/outside",
                ["es256"] = "octocat app-ES256 arn:aws:sts::123456789012:assumed-role/login/outside",
                ["access"] = "InvalidIdentityTokenException",
                ["rotated"] = "octocat app-RS256 arn:aws:sts::123456789012:assumed-role/login/outside",
                ["withdrawn"] = "InvalidIdentityTokenException",
            };
            Assert.Equal(expected, outcome.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString()));
        }
        finally
        {
            File.Delete(seed);
        }
    }

    private static string Seed(string provider) => $$"""
        Accounts:
          - AccountId: "123456789012"
            OIDCProviders: [ { Url: "http://{{provider}}", ClientIdList: [ app-RS256, app-ES256 ] } ]
            Roles:
              - RoleName: login
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/{{provider}}" }
                      Action: "sts:AssumeRoleWithWebIdentity"
                      Condition: { StringEquals: { "{{provider}}:sub": octocat } }

        """;

    /// <summary>The seed has to name the provider before it runs.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
