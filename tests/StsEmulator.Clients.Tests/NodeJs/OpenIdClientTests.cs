using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.NodeJs;

/// <summary>openid-client, a certified client, against the built-in OpenID provider of the built-in seed.</summary>
public sealed class OpenIdClientTests
{
    [Fact]
    public async Task It_logs_in_refreshes_signs_a_device_in_and_out_and_is_refused_what_it_replays()
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        string folder = Path.Combine(ClientProgram.SourceFolder, "javascript");
        Assert.True(ClientProgram.Find("node") is not null, "Node.js (`node`) is not on PATH; .config/install-test-tools installs it.");

        var outcome = await new ClientProgram(emulator).JsonAsync(
            "node", [Path.Combine(folder, "openid.mjs")], new KeyValuePair<string, string>("TEST_ISSUER", $"{emulator.AwsUrl}oidc"));

        Dictionary<string, string> expected = new()
        {
            ["subject"] = "demo-user",
            ["name"] = "Demo User",
            ["refreshedSubject"] = "demo-user",
            ["replayed"] = "invalid_grant",
            ["reused"] = "invalid_grant",
            ["deviceSubject"] = "demo-user",
            ["signedOut"] = "True",
        };
        Assert.Equal(expected, outcome.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString()));
    }
}
