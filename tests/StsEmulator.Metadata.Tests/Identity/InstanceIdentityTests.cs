using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StsEmulator.Metadata.Tests.Identity;

public sealed class InstanceIdentityTests : IAsyncLifetime
{
    private const string Folder = "/latest/dynamic/instance-identity/";

    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await world.StartAsync(World.Instance);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    public async Task The_document_is_in_a_message_that_the_published_certificate_verifies(string name)
    {
        byte[] document = Encoding.UTF8.GetBytes(await host.ReadAsync(Folder + "document"));
        var message = new SignedCms();
        message.Decode(Convert.FromBase64String(await host.ReadAsync(Folder + name)));
        using var certificate = X509Certificate2.CreateFromPem(await host.Certificate.GetPemAsync(CancellationToken.None));

        message.CheckSignature(new X509Certificate2Collection(certificate), verifySignatureOnly: true);

        Assert.Equal(document, message.ContentInfo.Content);
        var signer = Assert.Single(message.SignerInfos.Cast<SignerInfo>());
        Assert.Equal(certificate.Thumbprint, signer.Certificate!.Thumbprint);
        Assert.Equal("2.16.840.1.101.3.4.2.1", signer.DigestAlgorithm.Value);
        Assert.Equal(2048, certificate.GetRSAPublicKey()!.KeySize);
    }

    [Fact]
    public async Task The_bare_signature_is_that_of_the_document_and_of_no_other()
    {
        byte[] document = Encoding.UTF8.GetBytes(await host.ReadAsync(Folder + "document"));
        byte[] signature = Convert.FromBase64String(await host.ReadAsync(Folder + "signature"));
        using var certificate = X509Certificate2.CreateFromPem(await host.Certificate.GetPemAsync(CancellationToken.None));
        using var key = certificate.GetRSAPublicKey()!;

        Assert.True(key.VerifyData(document, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        document[^2]++;
        Assert.False(key.VerifyData(document, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Theory]
    [InlineData("pkcs7")]
    [InlineData("rsa2048")]
    [InlineData("signature")]
    public async Task Signatures_are_base64_in_lines_of_76_columns_and_stay_the_same(string name)
    {
        string text = await host.ReadAsync(Folder + name);

        string[] lines = text.Split('\n');
        Assert.All(lines[..^1], line => Assert.Equal(76, line.Length));
        Assert.InRange(lines[^1].Length, 1, 76);
        Assert.DoesNotContain('-', text);
        Assert.DoesNotContain('\r', text);
        Assert.Equal(text, await host.ReadAsync(Folder + name));
    }

    [Fact]
    public async Task Replicas_of_one_store_have_one_certificate_and_the_same_signatures()
    {
        await using var other = await world.StartAsync(World.Instance);

        string[] pems = await Task.WhenAll(
            host.Certificate.GetPemAsync(CancellationToken.None).AsTask(), other.Certificate.GetPemAsync(CancellationToken.None).AsTask());

        Assert.Equal(pems[0], pems[1]);
        Assert.Equal(await host.ReadAsync(Folder + "rsa2048"), await other.ReadAsync(Folder + "rsa2048"));
    }

    [Fact]
    public async Task The_key_is_made_by_the_first_request_for_a_signature_and_not_before()
    {
        const string StoredUnder = "metadata/identity-certificate";
        await host.ReadAsync(Folder + "document");
        await host.ReadAsync(Folder);
        byte[]? before = await world.Stores.Values.FindAsync(StoredUnder, CancellationToken.None);

        await host.ReadAsync(Folder + "signature");

        Assert.Null(before);
        Assert.NotNull(await world.Stores.Values.FindAsync(StoredUnder, CancellationToken.None));
    }

    [Fact]
    public async Task A_reset_of_the_store_makes_another_certificate_with_which_signatures_are_made_from_then_on()
    {
        string before = await host.Certificate.GetPemAsync(CancellationToken.None), signature = await host.ReadAsync(Folder + "signature");

        host.Directory.Adopt(await world.Stores.Directory.ResetAsync(World.Seed, CancellationToken.None));

        Assert.NotEqual(before, await host.Certificate.GetPemAsync(CancellationToken.None));
        Assert.NotEqual(signature, await host.ReadAsync(Folder + "signature"));
    }

    [Fact]
    public async Task Another_store_has_another_certificate()
    {
        await using var elsewhere = await new World().StartAsync(World.Instance);

        Assert.NotEqual(
            await host.Certificate.GetPemAsync(CancellationToken.None), await elsewhere.Certificate.GetPemAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_published_certificate_holds_no_key_and_is_valid_wherever_the_clock_may_be_set()
    {
        string pem = await host.Certificate.GetPemAsync(CancellationToken.None);

        using var certificate = X509Certificate2.CreateFromPem(pem);
        Assert.DoesNotContain("PRIVATE KEY", pem, StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----\n", pem, StringComparison.Ordinal);
        Assert.EndsWith("-----END CERTIFICATE-----\n", pem, StringComparison.Ordinal);
        Assert.Equal(1970, certificate.NotBefore.ToUniversalTime().Year);
        Assert.True(certificate.NotAfter.ToUniversalTime().Year >= 9000);
    }

    [Fact]
    public async Task Product_codes_stand_in_the_document_by_their_type()
    {
        await using var other = await world.StartAsync(
            World.Instance with { ProductCodes = [new("1abc", "marketplace"), new("2def", "devpay"), new("3ghi", "marketplace")] });

        string document = await other.ReadAsync(Folder + "document");

        Assert.Contains("""  "devpayProductCodes" : [ "2def" ],""", document, StringComparison.Ordinal);
        Assert.Contains("""  "marketplaceProductCodes" : [ "1abc", "3ghi" ],""", document, StringComparison.Ordinal);
    }
}
