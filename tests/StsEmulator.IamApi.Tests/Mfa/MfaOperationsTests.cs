using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Mfa;

namespace StsEmulator.IamApi.Tests.Mfa;

public sealed class MfaOperationsTests : IAsyncLifetime
{
    private const string Phone = "arn:aws:iam::111122223333:mfa/phone", Invalid = "Authentication code for device is not valid.";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateUser", ("UserName", "alice"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_device_comes_with_a_secret_of_64_characters_and_a_picture()
    {
        var created = (await iam.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"))).ShouldSucceed();

        string seed = Encoding.ASCII.GetString(Convert.FromBase64String(created["VirtualMFADevice/Base32StringSeed"]!));
        byte[] picture = Convert.FromBase64String(created["VirtualMFADevice/QRCodePNG"]!);
        Assert.Equal(Phone, created["VirtualMFADevice/SerialNumber"]);
        Assert.Matches("^[A-Z2-7]{64}$", seed);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], picture[..8]);
    }

    [Theory]
    [InlineData("/", "arn:aws:iam::111122223333:mfa/phone")]
    [InlineData("/test-path/", "arn:aws:iam::111122223333:mfa/test-path/phone")]
    [InlineData("/test//double/", "arn:aws:iam::111122223333:mfa/test//double/phone")]
    public async Task The_serial_number_has_the_path(string path, string serial)
    {
        var created = (await iam.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"), ("Path", path))).ShouldSucceed();
        var again = await iam.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"), ("Path", path));
        (await iam.CallAsync("DeleteVirtualMFADevice", ("SerialNumber", serial))).ShouldSucceed();
        var gone = await iam.CallAsync("DeleteVirtualMFADevice", ("SerialNumber", serial));

        Assert.Equal(serial, created["VirtualMFADevice/SerialNumber"]);
        again.ShouldFail(409, "EntityAlreadyExists", "MFA device already exists.");
        gone.ShouldFail(404, "NoSuchEntity", $"MFA Device with serial number {serial} does not exist.");
    }

    [Theory, InlineData("path/"), InlineData("/path"), InlineData("/p ath/")]
    public async Task A_path_begins_and_ends_with_a_slash(string path)
    {
        var answer = await iam.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"), ("Path", path));

        answer.ShouldFail(
            400, "ValidationError",
            "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");
    }

    [Fact]
    public async Task A_device_is_enabled_by_two_codes_in_a_row_and_shown_with_its_user()
    {
        string seed = await CreateAsync("phone");

        var enabled = await EnableAsync("alice", Phone, Code(seed, -1), Code(seed, 0));
        var ofUser = (await iam.CallAsync("ListMFADevices", ("UserName", "alice"))).ShouldSucceed();
        var one = (await iam.CallAsync("GetMFADevice", ("UserName", "alice"), ("SerialNumber", Phone))).ShouldSucceed();
        var assigned = (await iam.CallAsync("ListVirtualMFADevices", ("AssignmentStatus", "Assigned"))).ShouldSucceed();
        var unassigned = (await iam.CallAsync("ListVirtualMFADevices", ("AssignmentStatus", "Unassigned"))).ShouldSucceed();

        enabled.ShouldSucceed();
        Assert.Equal([Phone], ofUser.Texts("MFADevices", "SerialNumber"));
        Assert.Equal(["2026-03-01T12:00:00Z"], ofUser.Texts("MFADevices", "EnableDate"));
        Assert.Equal(("alice", Phone), (one["UserName"], one["SerialNumber"]));
        Assert.Equal("alice", assigned["VirtualMFADevices/member/User/UserName"]);
        Assert.Equal("v", assigned["VirtualMFADevices/member/User/Tags/member/Value"]);
        Assert.Empty(unassigned.Members("VirtualMFADevices"));
        Assert.Equal(seed, Assert.Single(iam.Account.FindUser("alice")!.MfaDevices).Base32Seed);
    }

    [Fact]
    public async Task Codes_that_are_not_in_a_row_or_were_used_enable_nothing()
    {
        string seed = await CreateAsync("phone");

        var swapped = await EnableAsync("alice", Phone, Code(seed, 0), Code(seed, -1));
        var same = await EnableAsync("alice", Phone, Code(seed, 0), Code(seed, 0));
        var late = await EnableAsync("alice", Phone, Code(seed, -3), Code(seed, -2));
        var right = await EnableAsync("alice", Phone, Code(seed, -1), Code(seed, 0));
        await iam.CallAsync("DeactivateMFADevice", ("UserName", "alice"), ("SerialNumber", Phone));
        var usedUp = await EnableAsync("alice", Phone, Code(seed, 0), Code(seed, 1));

        foreach (var refused in new[] { swapped, same, late, usedUp })
            refused.ShouldFail(403, "InvalidAuthenticationCode", Invalid);
        right.ShouldSucceed();
    }

    [Fact]
    public async Task A_device_in_use_is_neither_enabled_again_nor_deleted()
    {
        string seed = await CreateAsync("phone");
        await EnableAsync("alice", Phone, Code(seed, -1), Code(seed, 0));

        (await EnableAsync("admin", Phone, Code(seed, 0), Code(seed, 1))).ShouldFail(409, "EntityAlreadyExists", "MFA Device is already in use.");
        (await iam.CallAsync("DeleteVirtualMFADevice", ("SerialNumber", Phone)))
            .ShouldFail(409, "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
        (await iam.CallAsync("DeactivateMFADevice", ("UserName", "alice"), ("SerialNumber", Phone))).ShouldSucceed();
        (await iam.CallAsync("DeleteVirtualMFADevice", ("SerialNumber", Phone))).ShouldSucceed();

        Assert.Empty(iam.Account.FindUser("alice")!.MfaDevices);
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        await CreateAsync("phone");

        (await EnableAsync("ghost", Phone, "123456", "654321")).ShouldFail(404, "NoSuchEntity", "The user with name ghost cannot be found.");
        (await EnableAsync("alice", Phone + "2", "123456", "654321"))
            .ShouldFail(404, "NoSuchEntity", $"MFA Device with serial number {Phone}2 does not exist.");
        (await iam.CallAsync("DeactivateMFADevice", ("UserName", "alice"), ("SerialNumber", Phone + "2")))
            .ShouldFail(404, "NoSuchEntity", $"MFA Device with serial number {Phone}2 does not exist.");
        (await iam.CallAsync("DeactivateMFADevice", ("UserName", "alice"), ("SerialNumber", Phone)))
            .ShouldFail(404, "NoSuchEntity", "MFA Device invalid for user.");
        (await iam.CallAsync("ListVirtualMFADevices", ("Marker", "invalid-marker-value"))).ShouldFail(400, "ValidationError", "Invalid Marker.");
    }

    [Fact]
    public async Task A_device_whose_clock_is_off_works_again_once_it_is_synchronised()
    {
        string seed = await CreateAsync("phone");
        await EnableAsync("alice", Phone, Code(seed, -1), Code(seed, 0));

        var tooFar = await PairAsync("ResyncMFADevice", "alice", Phone, Code(seed, 11), Code(seed, 12));
        var synchronised = await PairAsync("ResyncMFADevice", "alice", Phone, Code(seed, 4), Code(seed, 5));

        tooFar.ShouldFail(403, "InvalidAuthenticationCode", Invalid);
        synchronised.ShouldSucceed();
        Assert.Equal(5, Assert.Single(iam.Account.FindUser("alice")!.MfaDevices).Drift);
    }

    [Fact]
    public async Task Devices_have_tags_whether_they_are_in_use_or_not()
    {
        string seed = await CreateAsync("phone");
        await iam.CallAsync("TagMFADevice", ("SerialNumber", Phone), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"));
        await EnableAsync("alice", Phone, Code(seed, -1), Code(seed, 0));
        await iam.CallAsync("TagMFADevice", ("SerialNumber", Phone), ("Tags.member.1.Key", "b"), ("Tags.member.1.Value", "2"));
        await iam.CallAsync("UntagMFADevice", ("SerialNumber", Phone), ("TagKeys.member.1", "a"));

        var tags = (await iam.CallAsync("ListMFADeviceTags", ("SerialNumber", Phone))).ShouldSucceed();

        Assert.Equal(["b"], tags.Texts("Tags", "Key"));
    }

    [Fact]
    public async Task A_device_from_the_seed_is_listed_tagged_and_kept_after_it_was_deactivated()
    {
        var seeded = Given.User("seeded", "AIDARTX3GSDSQSEEDED23", ("AKIARTX3GSDSQSEEDED2", "seededseededseededseededseededseededseed")) with
        {
            MfaDevices = [new MfaDevice("arn:aws:iam::111122223333:mfa/of/seeded", "GEZDGNBVGY3TQOJQ")],
        };
        await using var other = await IamFixture.StartAsync(seeded);
        (string, string) serial = ("SerialNumber", "arn:aws:iam::111122223333:mfa/of/seeded");

        (await other.CallAsync("TagMFADevice", serial, ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"))).ShouldSucceed();
        var before = await other.CallAsync("ListVirtualMFADevices");
        (await other.CallAsync("DeactivateMFADevice", ("UserName", "seeded"), serial)).ShouldSucceed();
        var after = await other.CallAsync("ListVirtualMFADevices", ("AssignmentStatus", "Unassigned"));

        Assert.Equal("seeded", before["VirtualMFADevices/member/User/UserName"]);
        Assert.Equal([serial.Item2], after.Texts("VirtualMFADevices", "SerialNumber"));
        Assert.Equal("GEZDGNBVGY3TQOJQ", other.Account.FindVirtualMfaDevice("/of/seeded")!.Base32Seed);
    }

    [Fact]
    public async Task Devices_are_listed_in_pages()
    {
        foreach (string name in new[] { "c", "a", "b" })
            await CreateAsync(name);

        var first = await iam.CallAsync("ListVirtualMFADevices", ("MaxItems", "2"));
        var second = await iam.CallAsync("ListVirtualMFADevices", ("MaxItems", "2"), ("Marker", first["Marker"]!));

        Assert.Equal(["arn:aws:iam::111122223333:mfa/a", "arn:aws:iam::111122223333:mfa/b"], first.Texts("VirtualMFADevices", "SerialNumber"));
        Assert.Equal(["arn:aws:iam::111122223333:mfa/c"], second.Texts("VirtualMFADevices", "SerialNumber"));
    }

    private async Task<string> CreateAsync(string name)
    {
        var created = (await iam.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", name))).ShouldSucceed();
        return Encoding.ASCII.GetString(Convert.FromBase64String(created["VirtualMFADevice/Base32StringSeed"]!));
    }

    private Task<IamAnswer> EnableAsync(string user, string serial, string first, string second) =>
        PairAsync("EnableMFADevice", user, serial, first, second);

    private Task<IamAnswer> PairAsync(string action, string user, string serial, string first, string second) => iam.CallAsync(
        action, ("UserName", user), ("SerialNumber", serial), ("AuthenticationCode1", first), ("AuthenticationCode2", second));

    /// <summary>The code of a step before or after the present one.</summary>
    private string Code(string seed, int steps) => TimeBasedCode.Compute(seed, iam.Time.GetUtcNow() + (steps * TimeBasedCode.Step))!;
}
