using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StsEmulator.IamApi.Tests.UserCredentials;

public sealed class SigningCertificateOperationsTests : IAsyncLifetime
{
    private const string NoId = "NONEXISTENTCERTID12345678901";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_certificate_is_uploaded_listed_made_inactive_and_deleted()
    {
        string body = NewCertificate();
        var uploaded = (await UploadAsync(body)).ShouldSucceed();
        (string, string) id = ("CertificateId", uploaded["Certificate/CertificateId"]!);

        (await iam.CallAsync("UpdateSigningCertificate", ("UserName", "alice"), id, ("Status", "Inactive"))).ShouldSucceed();
        var listed = await iam.CallAsync("ListSigningCertificates", ("UserName", "alice"));
        var conflict = await iam.CallAsync("DeleteUser", ("UserName", "alice"));
        (await iam.CallAsync("DeleteSigningCertificate", ("UserName", "alice"), id)).ShouldSucceed();

        Assert.Matches("^[A-Z2-7]{32}$", id.Item2);
        Assert.Equal(("Active", body), (uploaded["Certificate/Status"], uploaded["Certificate/CertificateBody"]));
        Assert.Equal(["Inactive"], listed.Texts("Certificates", "Status"));
        Assert.Equal("DeleteConflict", conflict.Code);
        Assert.Empty((await iam.CallAsync("ListSigningCertificates", ("UserName", "alice"))).Members("Certificates"));
    }

    [Fact]
    public async Task What_is_no_certificate_is_malformed_and_a_known_one_a_duplicate()
    {
        string body = NewCertificate();
        await UploadAsync(body);

        (await UploadAsync("invalid-certificate-body"))
            .ShouldFail(400, "MalformedCertificate", "Certificate invalid-certificate-body is malformed.");
        Assert.Equal("DuplicateCertificate", (await UploadAsync(body)).Code);
    }

    [Fact]
    public async Task A_user_has_two_certificates_at_most()
    {
        (await UploadAsync(NewCertificate())).ShouldSucceed();
        (await UploadAsync(NewCertificate())).ShouldSucceed();

        (await UploadAsync(NewCertificate())).ShouldFail(409, "LimitExceeded", "Cannot exceed quota for CertificatesPerUser: 2");
    }

    [Theory, InlineData("UpdateSigningCertificate"), InlineData("DeleteSigningCertificate")]
    public async Task A_certificate_that_is_not_there_is_told(string action)
    {
        (await iam.CallAsync(action, ("UserName", "ghost"), ("CertificateId", NoId), ("Status", "Inactive")))
            .ShouldFail(404, "NoSuchEntity", "The user with name ghost cannot be found.");
        (await iam.CallAsync(action, ("UserName", "alice"), ("CertificateId", NoId), ("Status", "Inactive")))
            .ShouldFail(404, "NoSuchEntity", $"The Certificate with id {NoId} cannot be found.");
    }

    private static string NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=alice", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(IamFixture.Start, IamFixture.Start.AddYears(1));
        return certificate.ExportCertificatePem();
    }

    private Task<IamAnswer> UploadAsync(string body) => iam.CallAsync("UploadSigningCertificate", ("UserName", "alice"), ("CertificateBody", body));
}
