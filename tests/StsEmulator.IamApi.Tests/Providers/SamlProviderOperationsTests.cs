using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.Providers;

public sealed class SamlProviderOperationsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:iam::111122223333:saml-provider/corp";

    private static readonly RSA Key = RSA.Create(2048);

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_provider_is_read_back_and_holds_for_a_hundred_years()
    {
        string metadata = Metadata();
        var created = (await CreateAsync(metadata)).ShouldSucceed();

        var read = (await iam.CallAsync("GetSAMLProvider", ("SAMLProviderArn", Arn))).ShouldSucceed();
        var listed = (await iam.CallAsync("ListSAMLProviders")).ShouldSucceed();

        Assert.Equal((Arn, metadata), (created["SAMLProviderArn"], read["SAMLMetadataDocument"]));
        Assert.Equal(("2026-03-01T12:00:00Z", "2126-03-01T12:00:00Z"), (read["CreateDate"], read["ValidUntil"]));
        Assert.Matches("^[A-Z0-9]{22,64}$", read["SAMLProviderUUID"]);
        Assert.Equal([Arn], listed.Texts("SAMLProviderList", "Arn"));
        Assert.Equal(["v"], read.Texts("Tags", "Value"));
    }

    [Fact]
    public async Task Metadata_that_says_until_when_it_holds_is_believed_and_can_be_replaced()
    {
        await CreateAsync(Metadata("2027-01-02T03:04:05Z"));
        var before = await iam.CallAsync("GetSAMLProvider", ("SAMLProviderArn", Arn));

        (await iam.CallAsync("UpdateSAMLProvider", ("SAMLProviderArn", Arn), ("SAMLMetadataDocument", Metadata("2028-01-02T03:04:05Z")))).ShouldSucceed();
        var after = await iam.CallAsync("GetSAMLProvider", ("SAMLProviderArn", Arn));

        Assert.Equal(("2027-01-02T03:04:05Z", "2028-01-02T03:04:05Z"), (before["ValidUntil"], after["ValidUntil"]));
        Assert.Equal(before["SAMLProviderUUID"], after["SAMLProviderUUID"]);
    }

    [Fact]
    public async Task Metadata_that_cannot_be_read_is_refused()
    {
        string text = "<EntityDescriptor>" + new string('x', 1000);

        var created = await CreateAsync(text);
        await CreateAsync(Metadata());
        var updated = await iam.CallAsync("UpdateSAMLProvider", ("SAMLProviderArn", Arn), ("SAMLMetadataDocument", text));

        created.ShouldFail(400, "InvalidInput", "Could not parse metadata");
        updated.ShouldFail(400, "InvalidInput", "Could not parse metadata");
    }

    [Fact]
    public async Task Metadata_has_a_thousand_characters_at_least()
    {
        string metadata = Metadata();
        string shortest = metadata[..999];

        var answer = await CreateAsync(shortest);
        var accepted = await CreateAsync(shortest + "x");

        Assert.Equal("ValidationError", answer.Code);
        Assert.EndsWith("at 'sAMLMetadataDocument' failed to satisfy constraint: Member must have length greater than or equal to 1000", answer.Message, StringComparison.Ordinal);
        accepted.ShouldFail(400, "InvalidInput", "Could not parse metadata");
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await CreateAsync(Metadata());

        var again = await iam.CallAsync("CreateSAMLProvider", ("Name", "CORP"), ("SAMLMetadataDocument", Metadata()));

        again.ShouldFail(409, "EntityAlreadyExists", "Provider with name CORP already exists.");
    }

    [Theory, InlineData("GetSAMLProvider"), InlineData("UpdateSAMLProvider"), InlineData("DeleteSAMLProvider"), InlineData("ListSAMLProviderTags")]
    public async Task A_provider_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(action, ("SAMLProviderArn", Arn));

        answer.ShouldFail(404, "NoSuchEntity", $"Manifest not found for arn {Arn}");
    }

    [Fact]
    public async Task Two_keys_open_assertions_and_a_third_waits_until_one_is_removed()
    {
        await CreateAsync(Metadata());
        (await UpdateAsync(("AssertionEncryptionMode", "Required"))).ShouldFail(
            400, "InvalidInput", "AssertionEncryptionMode Required needs a private key: nothing else opens an encrypted assertion.");

        (await UpdateAsync(("AddPrivateKey", Pem()), ("AssertionEncryptionMode", "Required"))).ShouldSucceed();
        (await UpdateAsync(("AddPrivateKey", Pem()))).ShouldSucceed();
        var third = await UpdateAsync(("AddPrivateKey", Pem()));
        var keys = (await iam.CallAsync("GetSAMLProvider", ("SAMLProviderArn", Arn))).Texts("PrivateKeyList", "KeyId");
        (await UpdateAsync(("RemovePrivateKey", keys[0]!), ("AddPrivateKey", Pem()))).ShouldSucceed();
        var after = await iam.CallAsync("GetSAMLProvider", ("SAMLProviderArn", Arn));

        third.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for PrivateKeysPerSAMLProvider: 2");
        Assert.Equal("Required", after["AssertionEncryptionMode"]);
        Assert.Equal([keys[1], after.Texts("PrivateKeyList", "KeyId")[1]], after.Texts("PrivateKeyList", "KeyId"));
        Assert.DoesNotContain("PRIVATE KEY", after.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_private_key_is_refused_and_not_repeated()
    {
        await CreateAsync(Metadata());
        using var small = RSA.Create(1024);

        var publicKey = await UpdateAsync(("AddPrivateKey", Key.ExportSubjectPublicKeyInfoPem()));
        var smallKey = await UpdateAsync(("AddPrivateKey", small.ExportPkcs8PrivateKeyPem()));
        var tooLong = await UpdateAsync(("AddPrivateKey", new string('k', 16_385)));

        publicKey.ShouldFail(400, "InvalidInput", "Could not parse private key");
        smallKey.ShouldFail(400, "InvalidInput", "Could not parse private key");
        Assert.DoesNotContain("kkkk", tooLong.Body, StringComparison.Ordinal);
        Assert.Equal("ValidationError", tooLong.Code);
    }

    [Fact]
    public async Task A_key_that_is_not_there_cannot_be_removed()
    {
        await CreateAsync(Metadata());

        var answer = await UpdateAsync(("RemovePrivateKey", new string('A', 22)));

        answer.ShouldFail(404, "NoSuchEntity", "Private key with id AAAAAAAAAAAAAAAAAAAAAA not found.");
    }

    [Fact]
    public async Task A_deleted_provider_can_be_made_again_and_is_another()
    {
        await CreateAsync(Metadata());
        string before = (await iam.CallAsync("GetSAMLProvider", ("SAMLProviderArn", Arn)))["SAMLProviderUUID"]!;

        (await iam.CallAsync("DeleteSAMLProvider", ("SAMLProviderArn", Arn))).ShouldSucceed();
        iam.Time.Advance(TimeSpan.FromSeconds(1));
        (await CreateAsync(Metadata())).ShouldSucceed();

        Assert.NotEqual(before, (await iam.CallAsync("GetSAMLProvider", ("SAMLProviderArn", Arn)))["SAMLProviderUUID"]);
    }

    [Fact]
    public async Task Keys_of_tags_that_differ_in_case_are_two()
    {
        await CreateAsync(Metadata());

        (await iam.CallAsync("TagSAMLProvider", ("SAMLProviderArn", Arn), ("Tags.member.1.Key", "K"), ("Tags.member.1.Value", "other"))).ShouldSucceed();
        var listed = await iam.CallAsync("ListSAMLProviderTags", ("SAMLProviderArn", Arn));

        Assert.Equal(["K", "k"], listed.Texts("Tags", "Key"));
    }

    [Fact]
    public async Task Tags_are_added_listed_and_removed()
    {
        await CreateAsync(Metadata());

        await iam.CallAsync("TagSAMLProvider", ("SAMLProviderArn", Arn), ("Tags.member.1.Key", "x"), ("Tags.member.1.Value", "y"));
        await iam.CallAsync("UntagSAMLProvider", ("SAMLProviderArn", Arn), ("TagKeys.member.1", "k"));
        var listed = await iam.CallAsync("ListSAMLProviderTags", ("SAMLProviderArn", Arn));

        Assert.Equal(["x"], listed.Texts("Tags", "Key"));
        Assert.Equal([new Tag("x", "y")], iam.Account.FindSamlProvider("corp")!.Tags);
    }

    private static string Pem()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Metadata(string? validUntil = null)
    {
        var request = new CertificateRequest("CN=corp", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string until = validUntil is null ? "" : $" validUntil=\"{validUntil}\"";
        return $"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example"{until}><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor></md:IDPSSODescriptor></md:EntityDescriptor>""";
    }

    private Task<IamAnswer> CreateAsync(string metadata) => iam.CallAsync(
        "CreateSAMLProvider", ("Name", "corp"), ("SAMLMetadataDocument", metadata), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));

    private Task<IamAnswer> UpdateAsync(params (string Name, string Value)[] parameters) =>
        iam.CallAsync("UpdateSAMLProvider", [("SAMLProviderArn", Arn), .. parameters]);
}
