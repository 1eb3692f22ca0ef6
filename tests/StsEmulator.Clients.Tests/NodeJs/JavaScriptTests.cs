using System.Text.Json;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.NodeJs;

/// <summary>The SDK for JavaScript and its credential providers, in Node.js.</summary>
public sealed class JavaScriptTests(SharedEmulator shared)
{
    private const string AdminArn = "arn:aws:iam::123456789012:user/admin";

    private const string InstanceArn = "arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0";

    private static readonly KeyValuePair<string, string> DemoRole = new("TEST_ROLE_ARN", ClientSeed.DemoRole);

    private readonly ClientProgram program = new(shared.Process);

    [Fact]
    public async Task Keys_of_a_user_are_the_users()
    {
        var identity = await RunAsync("identity.mjs", "environment", [.. ClientProgram.AdminKeys]);

        Assert.Equal((ClientSeed.Account, AdminArn), (Text(identity, "Account"), Text(identity, "Arn")));
    }

    [Fact]
    public async Task Temporary_credentials_are_those_of_the_role_session()
    {
        var identity = await RunAsync("identity.mjs", "temporary", [.. ClientProgram.AdminKeys, DemoRole]);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/javascript", Text(identity, "Arn"));
        Assert.StartsWith("ASIA", Text(identity, "accessKeyId"), StringComparison.Ordinal);
        Assert.EndsWith(":javascript", Text(identity, "UserId"), StringComparison.Ordinal);
        Assert.InRange(
            identity.GetProperty("expiration").GetDateTimeOffset(), TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddSeconds(901));
    }

    [Theory, InlineData("instance"), InlineData("chain")]
    public async Task Without_keys_the_instance_profile_is_found(string provider)
    {
        var identity = await RunAsync("identity.mjs", provider, []);

        Assert.Equal(InstanceArn, Text(identity, "Arn"));
    }

    [Theory, InlineData("token"), InlineData("chain")]
    public async Task A_token_file_is_exchanged_for_a_session(string provider)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, shared.Tokens.Token(TimeProvider.System.GetUtcNow()));

        var identity = await RunAsync(
            "identity.mjs", provider,
            [new("AWS_WEB_IDENTITY_TOKEN_FILE", file), new("AWS_ROLE_ARN", ClientSeed.FederatedRole), new("AWS_ROLE_SESSION_NAME", "pod")]);

        File.Delete(file);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/federated/pod", Text(identity, "Arn"));
    }

    [Fact]
    public async Task Refusals_have_the_names_that_the_SDK_gives_them()
    {
        var outcomes = await RunAsync("refusals.mjs", "", [.. ClientProgram.AdminKeys, DemoRole]);

        Dictionary<string, string> expected = new()
        {
            ["session"] = "answered",
            ["wrongSecret"] = "SignatureDoesNotMatch 403",
            ["foreignToken"] = "InvalidClientTokenId 403",
            ["noToken"] = "InvalidClientTokenId 403",
            ["unknownKey"] = "InvalidClientTokenId 403",
            ["unknownRole"] = "AccessDenied 403",
            ["shortDuration"] = "ValidationError 400",
            ["malformedPolicy"] = "MalformedPolicyDocumentException 400",
            ["unicodeTag"] = "answered",
            ["webIdentity"] = "InvalidIdentityTokenException 400",
        };
        Assert.Equal(expected, outcomes.EnumerateObject().ToDictionary(outcome => outcome.Name, outcome => outcome.Value.GetString()!));
    }

    [Fact]
    public async Task A_presigned_URL_is_held_to_the_header_it_signed()
    {
        var signed = await RunAsync("presign.mjs", "", [.. ClientProgram.AdminKeys, new("TEST_CLUSTER", PresignedUrl.Cluster)]);

        await PresignedUrl.AssertIsHeldToWhatWasSignedAsync(shared.Process, Text(signed, "Url"));
    }

    private Task<JsonElement> RunAsync(string file, string argument, KeyValuePair<string, string>[] environment)
    {
        string folder = Path.Combine(ClientProgram.SourceFolder, "javascript");
        Assert.True(ClientProgram.Find("node") is not null, "Node.js (`node`) is not on PATH; .config/install-test-tools installs it.");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules")), "The modules of the JavaScript tests are missing; .config/install-test-tools installs them.");
        return program.JsonAsync("node", [Path.Combine(folder, file), argument], environment);
    }

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
