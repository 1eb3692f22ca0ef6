using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Boto3;

/// <summary>Providers and certificates through the IAM API with boto3, on an emulator of the test's own.</summary>
public sealed class ProviderTests(SharedEmulator shared)
{
    [Fact]
    public async Task An_OpenID_Connect_provider_lives_as_Terraform_wants_it_and_holds_for_the_next_token()
    {
        await using var emulator = await shared.StartOwnAsync();

        var answers = await RunAsync(
            emulator, "oidc_provider.py", new("TEST_ROLE_ARN", ClientSeed.FederatedRole), new("TEST_TOKEN", shared.Tokens.Token(TimeProvider.System.GetUtcNow())),
            new("TEST_PROVIDER_ARN", $"arn:aws:iam::{ClientSeed.Account}:oidc-provider/issuer.example"), new("TEST_ISSUER", ClientSeed.Issuer));

        Assert.Equal("arn:aws:iam::123456789012:oidc-provider/terraform.example/tenant", answers.GetProperty("Arn").GetString());
        Assert.True(answers.GetProperty("IsReadTheSame").GetBoolean());
        Assert.True(answers.GetProperty("IsListed").GetBoolean());
        string b = new('b', 40);
        Assert.Equal(
            $$"""{"Url":"terraform.example/tenant","Clients":["sts.amazonaws.com","second"],"Thumbprints":["{{b}}"],"Tags":[{"Key":"owner","Value":"me"}]}""",
            JsonSerializer.Serialize(answers.GetProperty("Updated")));
        Assert.Equal("EntityAlreadyExists: Provider with url https://terraform.example/tenant already exists.", answers.GetProperty("Again").GetString());
        Assert.StartsWith("NoSuchEntity: OpenIDConnect Provider not found for arn ", answers.GetProperty("Gone").GetString(), StringComparison.Ordinal);
        string[] federation = [.. answers.GetProperty("Federation").EnumerateArray().Select(outcome => outcome.GetString()!)];
        Assert.Equal(
            [
                "",
                "InvalidIdentityToken: Incorrect token audience",
                "",
                "InvalidIdentityToken: No OpenIDConnect provider found in your account for https://issuer.example",
            ],
            federation[..^1]);
        // Registered at once: its keys are looked for where it says it is, and nobody has that name.
        Assert.StartsWith("IDPCommunicationError: The identity provider https://issuer.example", federation[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SAML_providers_server_certificates_and_reports_parse()
    {
        await using var emulator = await shared.StartOwnAsync();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=www.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var answers = await RunAsync(
            emulator, "providers_and_certificates.py", new("TEST_METADATA", shared.Saml.Metadata), new("TEST_CERTIFICATE", certificate.ExportCertificatePem()),
            new("TEST_KEY", key.ExportPkcs8PrivateKeyPem()), new("TEST_USER", $"arn:aws:iam::{ClientSeed.Account}:user/admin"));

        Assert.Equal(
            """{"IsMetadataTheSame":true,"IsLargeTheSame":true,"Years":100,"IsSamlListed":true,"IsCertificateTheSame":true,"Expiration":2050,"IsCertificateListed":true,"Report":["COMPLETED",true]}""",
            JsonSerializer.Serialize(answers));
    }

    private static async Task<JsonElement> RunAsync(EmulatorProcess emulator, string file, params KeyValuePair<string, string>[] environment)
    {
        Assert.SkipUnless(ClientProgram.Find("python3") is not null, "Python (`python3`) is not on PATH.");
        ClientProgram program = new(emulator);
        var import = await program.RunAsync("python3", ["-c", "import boto3"]);
        Assert.SkipUnless(import.ExitCode == 0, "boto3 is not installed for `python3`.");
        return await program.JsonAsync(
            "python3", [Path.Combine(ClientProgram.SourceFolder, "python", file)],
            [.. ClientProgram.AdminKeys, new("AWS_ENDPOINT_URL_IAM", emulator.AwsUrl.ToString()), .. environment]);
    }
}
