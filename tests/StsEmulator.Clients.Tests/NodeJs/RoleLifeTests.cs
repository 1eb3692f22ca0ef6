using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.NodeJs;

/// <summary>Roles and instance profiles, made and deleted by the SDK for JavaScript.</summary>
public sealed class RoleLifeTests(SharedEmulator shared)
{
    [Fact]
    public async Task A_role_and_its_instance_profile_are_made_read_and_deleted()
    {
        await using var emulator = await shared.StartOwnAsync();
        string folder = Path.Combine(ClientProgram.SourceFolder, "javascript");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-iam")),
            "The modules of the JavaScript tests are missing; .config/install-test-tools installs them.");

        var answers = await new ClientProgram(emulator).JsonAsync("node", [Path.Combine(folder, "iam.mjs")]);

        Dictionary<string, string> expected = new()
        {
            ["arn"] = "arn:aws:iam::123456789012:role/js/javascript",
            ["isSame"] = "True",
            ["trust"] = "True",
            ["again"] = "EntityAlreadyExistsException 409",
            ["malformed"] = "MalformedPolicyDocumentException 400",
            ["description"] = "Köln",
            ["longest"] = "7200",
            ["tags"] = "a,b",
            ["lastUsed"] = "{}",
            ["held"] = "javascript",
            ["tooEarly"] = "DeleteConflictException 409,DeleteConflictException 409",
            ["listed"] = "javascript",
            ["linked"] = "AWSServiceRoleForLexBots",
            ["protectedRole"] = "UnmodifiableEntityException 400",
            ["status"] = "SUCCEEDED",
            ["gone"] = "NoSuchEntityException 404",
        };
        Assert.Equal(expected, answers.EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value.ToString()));
    }
}
