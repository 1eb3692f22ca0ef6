using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StsEmulator.Federation.Tests.Discovery;

/// <summary>Certificates as an authority of one's own makes them, valid around <see cref="Given.Now"/>.</summary>
internal static class TestAuthority
{
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Given.Now);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static X509Certificate2 Root(string name = "CN=Corp Root") => Make(name, issuer: null, isAuthority: true);

    public static X509Certificate2 Intermediate(X509Certificate2 issuer, string name = "CN=Corp Issuing") => Make(name, issuer, isAuthority: true);

    /// <param name="issuer">Null for a certificate that is signed by itself.</param>
    /// <param name="host">The name it is for; null for 127.0.0.1.</param>
    public static X509Certificate2 Server(
        X509Certificate2? issuer = null, string? host = null, TimeSpan? until = null, string usage = ServerAuthentication, X509Extension? extension = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (host is null)
            names.AddIpAddress(IPAddress.Loopback);
        else
            names.AddDnsName(host);
        return Make("CN=provider", issuer, isAuthority: false, until, names.Build(), new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false), extension);
    }

    /// <summary>A certificate that says it is by this issuer, signed by somebody else of the same name.</summary>
    public static X509Certificate2 Forged(X509Certificate2 issuer)
    {
        using var impostor = Root(issuer.Subject);
        return Server(impostor);
    }

    private static X509Certificate2 Make(string name, X509Certificate2? issuer, bool isAuthority, TimeSpan? until = null, params X509Extension?[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        foreach (var extension in extensions.OfType<X509Extension>())
            request.CertificateExtensions.Add(extension);
        var (from, to) = (Now.AddDays(-10), Now + (until ?? TimeSpan.FromDays(10)));
        if (issuer is null)
            return request.CreateSelfSigned(from, to);
        using var certificate = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!), from, to, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
