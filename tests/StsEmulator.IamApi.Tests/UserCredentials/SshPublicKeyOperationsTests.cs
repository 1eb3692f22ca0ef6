using System.Security.Cryptography;
using StsEmulator.IamApi.UserCredentials;

namespace StsEmulator.IamApi.Tests.UserCredentials;

public sealed class SshPublicKeyOperationsTests : IAsyncLifetime
{
    /// <summary>Made by ssh-keygen, which also said what its MD5 fingerprint is.</summary>
    private const string Line =
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDbnnvqPa7i76prdeVeYAoeG3FIbdogoM96S1MRKOToPMzIDECI9B8vnCiiyJcL6adXHopoklFZRmlOR30g"
        + "qrpNN2EAZJ+CE59izJmWFRjgTAF8WsULDb14NYB3jo6+tcZYrRyx4167ejXBQOwb45DPIXm+TNIYtDpCztF2LTIEQUytxNut27xkwQ3ZVlt337gDsZ1mwORR"
        + "O9F114V6nhH3k6otmNUnnoh75NxiA3yhM3j5jJ2/gstSQFM6HRxuG33qgJRH8D4BEpLJjRpwZiIwRw09IAUCqejcTBrq8bHi9vv5Qdd8PFdxTTZpySUwBRS9"
        + "Yfzio8DqOMxEYB/P0qft alice@example";

    private const string Fingerprint = "50:c4:2f:87:4f:6d:48:b8:9b:2d:70:10:b7:c9:48:1b";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_key_is_kept_as_it_was_uploaded_and_given_in_both_forms()
    {
        var uploaded = (await UploadAsync(Line)).ShouldSucceed();
        string id = uploaded["SSHPublicKey/SSHPublicKeyId"]!;

        var ssh = (await GetAsync(id, "SSH")).ShouldSucceed();
        var pem = (await GetAsync(id, "PEM")).ShouldSucceed();

        Assert.Matches("^APKA[A-Z2-7]{16}$", id);
        Assert.Equal((Fingerprint, "Active"), (uploaded["SSHPublicKey/Fingerprint"], uploaded["SSHPublicKey/Status"]));
        Assert.Equal(Line, ssh["SSHPublicKey/SSHPublicKeyBody"]);
        using var key = RSA.Create();
        key.ImportFromPem(pem["SSHPublicKey/SSHPublicKeyBody"]);
        Assert.Equal(2048, key.KeySize);
    }

    [Fact]
    public async Task A_key_in_PEM_has_the_same_fingerprint_and_becomes_a_line()
    {
        string pem = SshKeyText.Parse(Line)!.ToPem();

        var uploaded = (await UploadAsync(pem)).ShouldSucceed();
        var line = await GetAsync(uploaded["SSHPublicKey/SSHPublicKeyId"]!, "SSH");

        Assert.Equal(Fingerprint, uploaded["SSHPublicKey/Fingerprint"]);
        Assert.Equal(string.Join(' ', Line.Split(' ')[..2]), line["SSHPublicKey/SSHPublicKeyBody"]);
    }

    [Fact]
    public async Task Keys_are_listed_made_inactive_and_deleted()
    {
        string id = (await UploadAsync(Line))["SSHPublicKey/SSHPublicKeyId"]!;

        (await iam.CallAsync("UpdateSSHPublicKey", ("UserName", "alice"), ("SSHPublicKeyId", id), ("Status", "Inactive"))).ShouldSucceed();
        var listed = await iam.CallAsync("ListSSHPublicKeys", ("UserName", "alice"));
        (await iam.CallAsync("DeleteSSHPublicKey", ("UserName", "alice"), ("SSHPublicKeyId", id))).ShouldSucceed();
        var empty = await iam.CallAsync("ListSSHPublicKeys", ("UserName", "alice"));

        Assert.Equal([id], listed.Texts("SSHPublicKeys", "SSHPublicKeyId"));
        Assert.Equal(["Inactive"], listed.Texts("SSHPublicKeys", "Status"));
        Assert.Empty(empty.Members("SSHPublicKeys"));
    }

    [Theory, InlineData("GetSSHPublicKey"), InlineData("UpdateSSHPublicKey"), InlineData("DeleteSSHPublicKey")]
    public async Task A_key_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(
            action, ("UserName", "alice"), ("SSHPublicKeyId", "APKAXXXXXXXXXXXXXXXXX"), ("Encoding", "SSH"), ("Status", "Inactive"));

        answer.ShouldFail(404, "NoSuchEntity", "The Public Key with id APKAXXXXXXXXXXXXXXXXX cannot be found.");
    }

    [Fact]
    public async Task What_is_no_key_or_a_short_or_a_known_one_is_refused()
    {
        using var small = RSA.Create(1024);
        using var ownKey = RSA.Create(2048);
        await UploadAsync(Line);

        Assert.Equal("UnrecognizedPublicKeyEncoding", (await UploadAsync("ssh-ed25519 AAAA")).Code);
        Assert.Equal("InvalidPublicKey", (await UploadAsync("ssh-rsa AAAA")).Code);
        Assert.Equal("InvalidPublicKey", (await UploadAsync(small.ExportSubjectPublicKeyInfoPem())).Code);
        Assert.Equal("InvalidPublicKey", (await UploadAsync(ownKey.ExportPkcs8PrivateKeyPem())).Code);
        Assert.Equal("DuplicateSSHPublicKey", (await UploadAsync(Line + " another comment")).Code);
    }

    [Fact]
    public async Task A_user_has_five_keys_at_most()
    {
        for (int i = 0; i < 5; i++)
            (await UploadAsync(NewKey())).ShouldSucceed();

        (await UploadAsync(NewKey())).ShouldFail(409, "LimitExceeded", "Cannot exceed quota for SSHPublicKeysPerUser: 5");
    }

    private static string NewKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private Task<IamAnswer> UploadAsync(string body) => iam.CallAsync("UploadSSHPublicKey", ("UserName", "alice"), ("SSHPublicKeyBody", body));

    private Task<IamAnswer> GetAsync(string id, string encoding) =>
        iam.CallAsync("GetSSHPublicKey", ("UserName", "alice"), ("SSHPublicKeyId", id), ("Encoding", encoding));
}
