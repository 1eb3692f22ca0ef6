using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StsEmulator.Benchmarks.InProcess;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.Http;

/// <summary>
/// AssumeRoleWithWebIdentity with the provider's keys at hand, by the server's time for a request, against that of AssumeRole and of one
/// RS256 verification with a re-used RSA object together.
/// </summary>
internal sealed class WebIdentityBenchmark : IBenchmark
{
    private const string Issuer = "https://token.actions.githubusercontent.com", Subject = "repo:octo-org/octo-repo:ref:refs/heads/main";

    private const string Seed = $$"""
        Accounts:
          - AccountId: "210987654321"
            OIDCProviders: [ { Url: "{{Issuer}}", ClientIdList: [ sts.amazonaws.com ], TestIssuer: true } ]
            Roles:
              - RoleName: Deploy
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { Federated: "arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com" }
                      Action: "sts:AssumeRoleWithWebIdentity"
                      Condition:
                        StringEquals: { "token.actions.githubusercontent.com:aud": sts.amazonaws.com }
                        StringLike: { "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:*" }
                ManagedPolicyArns: [ "arn:aws:iam::aws:policy/AdministratorAccess" ]
        """;

    public string Name => "webidentity";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        string seedFile = Path.Combine(Path.GetTempPath(), $"sts-emulator-bench-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(seedFile, Seed, cancellationToken);
        try
        {
            await using var emulator = await EmulatorProcess.StartAsync(cancellationToken, alsoSeed: seedFile);
            string token = await MintAsync(emulator, cancellationToken);
            using var assumeRole = new WrkLoad(emulator.Url, emulator.AssumeRole().Request);
            using var webIdentity = new WrkLoad(emulator.Url, Request(emulator.Host, token));
            using var verification = new Verification(token);
            await emulator.WithBothCoresAsync(() => assumeRole.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
            await emulator.WithBothCoresAsync(() => webIdentity.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
            var rates = await PairedRates.MeasureAsync(
                options.Pairs,
                async () =>
                {
                    double assumed = await assumeRole.RunAsync(options.Slice, cancellationToken);
                    double verified = PinnedThread.Run(() => PinnedThread.Rate(verification.Verify, options.Slice / 3));
                    return 1 / ((1 / assumed) + (1 / verified));
                },
                () => webIdentity.RunAsync(options.Slice, cancellationToken));
            return [Figure.AtMost("AssumeRoleWithWebIdentity, keys cached: times an RS256 verification and an AssumeRole", 1 / rates.Ratio, 1.5, "0.00×", rates.ToString())];
        }
        finally
        {
            File.Delete(seedFile);
        }
    }

    private static async Task<string> MintAsync(EmulatorProcess emulator, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var body = new StringContent(
            $$$"""{"Issuer":"{{{Issuer}}}","ExpiresIn":"PT12H","Claims":{"sub":"{{{Subject}}}","repository":"octo-org/octo-repo","ref":"refs/heads/main","actor":"octocat","sha":"{{{new string('a', 40)}}}"}}""",
            MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await client.PostAsync(emulator.Url + "_sts/tokens", body, cancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return json.RootElement.GetProperty("Token").GetString()!;
    }

    private static PlainRequest Request(string host, string token) => new(
        "POST", "/", [new("Host", host), new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2FDeploy"
        + $"&RoleSessionName=benchmark-session&WebIdentityToken={Uri.EscapeDataString(token)}");

    /// <summary>The one verification that cannot be done without, of as many octets as the token signs, with a key of the same length.</summary>
    private sealed class Verification : IDisposable
    {
        private readonly RSA key = RSA.Create(2048);
        private readonly byte[] text;
        private readonly byte[] signature;

        public Verification(string token)
        {
            text = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
            signature = key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        public void Verify()
        {
            if (!key.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                throw new InvalidOperationException("A signature of this key was refused.");
        }

        public void Dispose() => key.Dispose();
    }
}
