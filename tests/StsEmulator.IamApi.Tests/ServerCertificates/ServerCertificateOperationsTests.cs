using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.ServerCertificates;

public sealed class ServerCertificateOperationsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), End = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly RSA authorityKey = RSA.Create(2048), otherKey = RSA.Create(2048);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private X509Certificate2 authority = null!, stranger = null!;
    private IamFixture iam = null!;
    private string body = "";

    public async ValueTask InitializeAsync()
    {
        authority = Authority("CN=authority", authorityKey);
        // The same name with another key: only the signature tells.
        stranger = Authority("CN=authority", otherKey);
        using var certificate = new CertificateRequest("CN=www.example", key, HashAlgorithmName.SHA256)
            .Create(authority.SubjectName, X509SignatureGenerator.CreateForRSA(authorityKey, RSASignaturePadding.Pkcs1), Begin, End, [1]);
        body = certificate.ExportCertificatePem();
        iam = await IamFixture.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await iam.DisposeAsync();
        authority.Dispose();
        stranger.Dispose();
        authorityKey.Dispose();
        otherKey.Dispose();
        key.Dispose();
    }

    [Fact]
    public async Task An_uploaded_certificate_is_read_back_without_its_key()
    {
        var uploaded = (await UploadAsync("web", ("CertificateChain", authority.ExportCertificatePem()), ("Path", "/cloudfront/"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"))).ShouldSucceed();

        var read = (await GetAsync("web")).ShouldSucceed();

        Assert.Equal("arn:aws:iam::111122223333:server-certificate/cloudfront/web", uploaded["ServerCertificateMetadata/Arn"]);
        Assert.Matches("^ASCARTX3GSDS[A-Z2-7]{9}$", uploaded["ServerCertificateMetadata/ServerCertificateId"]);
        foreach (string member in new[] { "Path", "ServerCertificateName", "ServerCertificateId", "Arn", "UploadDate", "Expiration" })
            Assert.Equal(uploaded[$"ServerCertificateMetadata/{member}"], read[$"ServerCertificate/ServerCertificateMetadata/{member}"]);
        Assert.Equal("2030-01-02T03:04:05Z", uploaded["ServerCertificateMetadata/Expiration"]);
        Assert.Equal((body, authority.ExportCertificatePem()), (read["ServerCertificate/CertificateBody"], read["ServerCertificate/CertificateChain"]));
        Assert.Equal(["v"], read.Texts("ServerCertificate/Tags", "Value"));
        Assert.DoesNotContain("PRIVATE KEY", read.Body, StringComparison.Ordinal);
    }

    [Theory, InlineData("certbody"), InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public async Task What_is_no_certificate_is_refused(string text)
    {
        var answer = await UploadAsync("web", ("CertificateBody", text));

        answer.ShouldFail(400, "MalformedCertificate", "Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }

    [Fact]
    public async Task The_body_is_one_certificate()
    {
        var answer = await UploadAsync("web", ("CertificateBody", body + "\n" + authority.ExportCertificatePem()));

        answer.ShouldFail(400, "MalformedCertificate", "Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }

    [Fact]
    public async Task The_key_has_to_be_the_certificates_and_private()
    {
        var other = await UploadAsync("web", ("PrivateKey", otherKey.ExportRSAPrivateKeyPem()));
        var none = await UploadAsync("web", ("PrivateKey", "privatekey"));
        var publicKey = await UploadAsync("web", ("PrivateKey", key.ExportSubjectPublicKeyInfoPem()));

        other.ShouldFail(400, "KeyPairMismatch", "The public key of the certificate and the private key do not match.");
        none.ShouldFail(400, "MalformedCertificate", "Unable to parse private key. Please ensure the private key is in PEM format and not encrypted.");
        publicKey.ShouldFail(400, "MalformedCertificate", "Unable to parse private key. Please ensure the private key is in PEM format and not encrypted.");
    }

    [Fact]
    public async Task A_chain_begins_with_whoever_signed()
    {
        var forged = await UploadAsync("web", ("CertificateChain", stranger.ExportCertificatePem()));
        var behind = await UploadAsync("web", ("CertificateChain", authority.ExportCertificatePem() + "\n" + stranger.ExportCertificatePem()));
        var unreadable = await UploadAsync("web", ("CertificateChain", "chain"));

        forged.ShouldFail(
            400, "MalformedCertificate",
            "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any "
            + "intermediaries in order. The index within the chain of the invalid certificate is: -1");
        Assert.EndsWith("invalid certificate is: 0", behind.Message, StringComparison.Ordinal);
        Assert.Equal("MalformedCertificate", unreadable.Code);
    }

    [Fact]
    public async Task A_self_signed_certificate_may_be_its_own_chain()
    {
        string pem = authority.ExportCertificatePem();

        var answer = await UploadAsync("self", ("CertificateBody", pem), ("PrivateKey", authorityKey.ExportRSAPrivateKeyPem()), ("CertificateChain", pem));

        answer.ShouldSucceed();
    }

    [Theory, InlineData("GetServerCertificate"), InlineData("UpdateServerCertificate"), InlineData("DeleteServerCertificate"), InlineData("ListServerCertificateTags")]
    public async Task A_certificate_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(action, ("ServerCertificateName", "ghost"));

        answer.ShouldFail(404, "NoSuchEntity", "The Server Certificate with name ghost cannot be found.");
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case_and_by_renaming_too()
    {
        await UploadAsync("web");
        await UploadAsync("other");

        var again = await UploadAsync("WEB");
        var renamed = await iam.CallAsync("UpdateServerCertificate", ("ServerCertificateName", "other"), ("NewServerCertificateName", "Web"));

        again.ShouldFail(409, "EntityAlreadyExists", "The Server Certificate with name WEB already exists.");
        renamed.ShouldFail(409, "EntityAlreadyExists", "The Server Certificate with name Web already exists.");
    }

    [Theory, InlineData("site"), InlineData("WEB")]
    public async Task A_renamed_certificate_keeps_its_id(string name)
    {
        string id = (await UploadAsync("web"))["ServerCertificateMetadata/ServerCertificateId"]!;

        (await iam.CallAsync("UpdateServerCertificate", ("ServerCertificateName", "web"), ("NewServerCertificateName", name), ("NewPath", "/x/"))).ShouldSucceed();
        var read = await GetAsync(name);

        Assert.Equal((id, $"arn:aws:iam::111122223333:server-certificate/x/{name}"),
            (read["ServerCertificate/ServerCertificateMetadata/ServerCertificateId"], read["ServerCertificate/ServerCertificateMetadata/Arn"]));
        Assert.Single(iam.Account.Entities.OfType<ServerCertificate>());
    }

    [Fact]
    public async Task Certificates_are_listed_in_pages_by_path()
    {
        for (int i = 0; i < 3; i++)
            await UploadAsync($"web{i}", ("Path", "/many/"));
        await UploadAsync("elsewhere");

        var first = (await iam.CallAsync("ListServerCertificates", ("PathPrefix", "/many/"), ("MaxItems", "2"))).ShouldSucceed();
        var second = (await iam.CallAsync("ListServerCertificates", ("PathPrefix", "/many/"), ("Marker", first["Marker"]!))).ShouldSucceed();

        Assert.Equal(["web0", "web1"], first.Texts("ServerCertificateMetadataList", "ServerCertificateName"));
        Assert.Equal(["web2"], second.Texts("ServerCertificateMetadataList", "ServerCertificateName"));
        Assert.Equal(("true", "false"), (first["IsTruncated"], second["IsTruncated"]));
    }

    [Theory, InlineData(19, true), InlineData(20, false)]
    public async Task An_account_has_at_most_twenty_certificates(int present, bool isAccepted)
    {
        await using var full = await IamFixture.StartAsync([.. Enumerable.Range(0, present).Select(i => new ServerCertificate
        {
            AccountId = Given.Account,
            ServerCertificateName = $"c{i}",
            ServerCertificateId = $"ASCA{i}",
            CertificateBody = body,
        })]);

        var answer = await full.CallAsync("UploadServerCertificate", ("ServerCertificateName", "web"), ("CertificateBody", body), ("PrivateKey", key.ExportPkcs8PrivateKeyPem()));

        if (isAccepted)
            answer.ShouldSucceed();
        else
            answer.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for ServerCertificatesPerAccount: 20");
    }

    [Fact]
    public async Task Tags_and_the_certificate_itself_go()
    {
        await UploadAsync("web");

        await iam.CallAsync("TagServerCertificate", ("ServerCertificateName", "web"), ("Tags.member.1.Key", "x"), ("Tags.member.1.Value", "y"));
        var tags = await iam.CallAsync("ListServerCertificateTags", ("ServerCertificateName", "web"));
        await iam.CallAsync("UntagServerCertificate", ("ServerCertificateName", "web"), ("TagKeys.member.1", "x"));
        var untagged = iam.Account.FindServerCertificate("web")!.Tags;
        (await iam.CallAsync("DeleteServerCertificate", ("ServerCertificateName", "web"))).ShouldSucceed();

        Assert.Equal(["y"], tags.Texts("Tags", "Value"));
        Assert.Empty(untagged);
        Assert.Null(iam.Account.FindServerCertificate("web"));
    }

    private static X509Certificate2 Authority(string name, RSA key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Begin.AddYears(-1), End.AddYears(1));
    }

    private Task<IamAnswer> GetAsync(string name) => iam.CallAsync("GetServerCertificate", ("ServerCertificateName", name));

    private Task<IamAnswer> UploadAsync(string name, params (string Name, string Value)[] parameters)
    {
        var all = new Dictionary<string, string> { ["ServerCertificateName"] = name, ["CertificateBody"] = body, ["PrivateKey"] = key.ExportPkcs8PrivateKeyPem() };
        foreach (var (parameter, value) in parameters)
            all[parameter] = value;
        return iam.CallAsync("UploadServerCertificate", [.. all.Select(pair => (pair.Key, pair.Value))]);
    }
}
