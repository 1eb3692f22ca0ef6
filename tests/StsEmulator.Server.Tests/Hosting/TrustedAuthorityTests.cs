using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsEmulator.BlackBox;

namespace StsEmulator.Server.Tests.Hosting;

/// <summary>A provider whose certificate is of an authority that the machine trusts, or does not, without any thumbprint.</summary>
public sealed class TrustedAuthorityTests
{
    [Theory]
    [InlineData(true, null), InlineData(false, "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint")]
    public async Task An_authority_that_the_machine_trusts_needs_no_thumbprint(bool isTrusted, string? message)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux are a process's authorities a variable.");
        var folder = Directory.CreateTempSubdirectory("sts-emulator-authority");
        try
        {
            using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var root = Root(rootKey);
            using var certificate = Server(root);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await using var provider = await ProviderAsync(certificate, key);
            string url = provider.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            string authorities = Path.Combine(folder.FullName, "authorities.pem"), seed = Path.Combine(folder.FullName, "seed.yaml");
            using var stranger = Root(key);
            await File.WriteAllTextAsync(authorities, (isTrusted ? root : stranger).ExportCertificatePem(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(seed, Seed(url["https://".Length..]), TestContext.Current.CancellationToken);
            await using var emulator = await EmulatorProcess.StartAsync(
                new Dictionary<string, string?> { ["SSL_CERT_FILE"] = authorities, ["SSL_CERT_DIR"] = folder.FullName }, "--seed", seed);

            using var answer = await emulator.Client.PostAsync("/", new FormUrlEncodedContent(
            [
                new("Action", "AssumeRoleWithWebIdentity"), new("Version", "2011-06-15"), new("RoleArn", "arn:aws:iam::123456789012:role/login"),
                new("RoleSessionName", "s1"), new("WebIdentityToken", Token(url, key)),
            ]), TestContext.Current.CancellationToken);

            var body = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(message, body.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value);
            Assert.Equal(isTrusted ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static X509Certificate2 Root(ECDsa key)
    {
        var request = new CertificateRequest("CN=Corp Root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
    }

    private static X509Certificate2 Server(X509Certificate2 root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=provider", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(root, Now.AddHours(-1), Now.AddHours(1), [1, 2, 3]);
        return certificate.CopyWithPrivateKey(key);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task<WebApplication> ProviderAsync(X509Certificate2 certificate, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        string keys = $$"""{"keys":[{"kty":"EC","kid":"k","crv":"P-256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var application = builder.Build();
        application.Run(context =>
        {
            string url = $"https://{context.Request.Host}";
            return context.Response.WriteAsync(
                context.Request.Path == "/keys" ? keys : $$"""{"issuer":"{{url}}","jwks_uri":"{{url}}/keys"}""", context.RequestAborted);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }

    private static string Token(string issuer, ECDsa key)
    {
        long now = Now.ToUnixTimeSeconds();
        string text = Encode("""{"alg":"ES256","kid":"k"}""") + "." + Encode($$"""{"iss":"{{issuer}}","sub":"s","aud":"app","iat":{{now}},"exp":{{now + 300}}}""");
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part));

    private static string Seed(string provider) => $$"""
        Accounts:
          - AccountId: "123456789012"
            OIDCProviders: [ { Url: "https://{{provider}}", ClientIdList: [ app ] } ]
            Roles:
              - RoleName: login
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/{{provider}}" }
                      Action: "sts:AssumeRoleWithWebIdentity"

        """;
}
