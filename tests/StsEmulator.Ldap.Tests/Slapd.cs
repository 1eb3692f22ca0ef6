using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Ldap.Filters;
using StsEmulator.Ldap.Tests;

[assembly: AssemblyFixture(typeof(Slapd))]

namespace StsEmulator.Ldap.Tests;

/// <summary>OpenLDAP's own server as an ordinary process, with its data in a folder of its own. The whole run shares one.</summary>
public sealed class Slapd : IAsyncLifetime
{
    public const string BaseDn = "dc=example,dc=com", SearchDn = "cn=search,dc=example,dc=com", SearchPassword = "search-secret";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sts-emulator-slapd");
    private readonly X509Certificate2 authority = NewAuthority();
    private Process? process;

    public int Port { get; private set; }

    public int TlsPort { get; private set; }

    public string CaFile => Path.Combine(folder.FullName, "ca.pem");

    public LdapSettings Settings => new()
    {
        Host = "localhost",
        Port = Port,
        Security = LdapSecurity.None,
        BindDn = SearchDn,
        BindPassword = SearchPassword,
        BaseDn = "ou=people," + BaseDn,
        UserFilter = Filter("(uid={0})"),
        Timeout = TimeSpan.FromSeconds(20),
    };

    public X509Certificate2Collection Trusted => [X509CertificateLoader.LoadCertificate(authority.RawData)];

    public static LdapFilter Filter(string text, int argumentCount = 1) =>
        LdapFilter.Parse(text, argumentCount, out string? problem) ?? throw new InvalidOperationException(problem);

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask InitializeAsync()
    {
        (Port, TlsPort) = (FreePort(), FreePort());
        Directory.CreateDirectory(Path.Combine(folder.FullName, "data"));
        WriteCertificates();
        string configuration = Write("slapd.conf", $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            sizelimit unlimited
            TLSCACertificateFile {CaFile}
            TLSCertificateFile {folder.FullName}/server.pem
            TLSCertificateKeyFile {folder.FullName}/server.key
            database mdb
            suffix {BaseDn}
            directory {folder.FullName}/data
            access to attrs=userPassword by anonymous auth by * none
            access to * by dn.exact={SearchDn} read by * none
            """);
        string content = Write("content.ldif", Content.Ldif());
        using var load = Start("slapadd", "-q", "-f", configuration, "-l", content);
        using CancellationTokenSource patience = new(Patience);
        string problems = await load.StandardError.ReadToEndAsync(patience.Token);
        await load.WaitForExitAsync(patience.Token);
        Assert.True(load.ExitCode == 0, problems);

        process = Start("slapd", "-f", configuration, "-h", $"ldap://127.0.0.1:{Port} ldaps://127.0.0.1:{TlsPort}", "-d", "stats");
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.Contains("slapd starting", StringComparison.Ordinal))
                continue;
            // Read on, so that the server never blocks on a full pipe.
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return;
        }
        throw new InvalidOperationException("slapd ended before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>The tools of an administrator lie outside an ordinary PATH.</summary>
    private static Process Start(string tool, params string[] arguments)
    {
        string path = File.Exists("/usr/sbin/" + tool) ? "/usr/sbin/" + tool : tool;
        try
        {
            return Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardError = true })!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("These tests need OpenLDAP's server: install `slapd` (`.config/install-test-tools` does).", missing);
        }
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }

    private void WriteCertificates()
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, [1, 2, 3, 4]);
        Write("ca.pem", authority.ExportCertificatePem());
        Write("server.pem", certificate.ExportCertificatePem());
        Write("server.key", key.ExportPkcs8PrivateKeyPem());
    }

    public static X509Certificate2 NewAuthority()
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new("CN=Test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
    }
}
