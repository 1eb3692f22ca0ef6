using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.UserCredentials;

/// <summary>The SSH public keys of users.</summary>
internal static class SshPublicKeyOperations
{
    private const string KeyId = "SSHPublicKeyId", UserName = "UserName", Status = "Status", UploadDate = "UploadDate", Pem = "PEM";

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("UploadSSHPublicKey", Upload),
        new("GetSSHPublicKey", Get),
        new("UpdateSSHPublicKey", Update),
        new("DeleteSSHPublicKey", Delete),
        new("ListSSHPublicKeys", List),
    ];

    private static IamOutcome Upload(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName(maximum: 64));
        string body = call.Read.Required("SSHPublicKeyBody", 1, 16_384, TextPattern.Policy);
        if (named.Refuse(call) is { } refused)
            return refused;
        var user = named.User!;
        if (!SshKeyText.IsRecognized(body))
            return new WireError("UnrecognizedPublicKeyEncoding", 400, "The public key encoding format is unsupported or unrecognized.");
        if (SshKeyText.Parse(body) is not { } text)
            return new WireError("InvalidPublicKey", 400, "The public key is malformed or otherwise invalid.");
        string fingerprint = text.Fingerprint;
        if (user.SshPublicKeys.Any(other => other.Fingerprint == fingerprint))
            return new WireError("DuplicateSSHPublicKey", 400, $"The SSH public key is already associated with the user {user.UserName}.");
        if (user.SshPublicKeys.Count >= IamQuotas.SshPublicKeysPerUser)
            return IamErrors.LimitExceeded("SSHPublicKeysPerUser", IamQuotas.SshPublicKeysPerUser);
        var key = new SshPublicKey(call.Ids.SshPublicKeyId(call.AccountId), body, fingerprint, IsActive: true, call.Now);
        return IamOutcome.Of(writer => Write(writer, user, key, body)).Writing(user with { SshPublicKeys = [.. user.SshPublicKeys, key] });
    }

    private static IamOutcome Get(IamCall call)
    {
        string? encoding = call.Read.OneOf("Encoding", "SSH", Pem);
        call.Read.Require("Encoding", encoding is not null);
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, key) = found;
        var text = SshKeyText.Parse(key.Body)!;
        bool isPem = key.Body.Contains("-----BEGIN ", StringComparison.Ordinal);
        // As it was uploaded, comment and all, where that is the form asked for.
        string body = isPem == (encoding == Pem) ? key.Body : encoding == Pem ? text.ToPem() : text.ToLine();
        return IamOutcome.Of(writer => Write(writer, user, key, body));
    }

    private static IamOutcome Update(IamCall call)
    {
        bool isActive = CredentialStatus.Read(call.Read);
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, key) = found;
        var updated = key with { IsActive = isActive };
        return IamOutcome.Done.Writing(user with { SshPublicKeys = [.. user.SshPublicKeys.Select(other => other == key ? updated : other)] });
    }

    private static IamOutcome Delete(IamCall call)
    {
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, key) = found;
        return IamOutcome.Done.Writing(user with { SshPublicKeys = [.. user.SshPublicKeys.Where(other => other != key)] });
    }

    private static IamOutcome List(IamCall call)
    {
        var page = PageRequest.Read(call.Read);
        if (NamedUser.ReadOrCaller(call) is not { } named)
            return call.Read.Error ?? IamErrors.NoUserName;
        if ((named.Refuse(call) ?? page.Error) is { } refused)
            return refused;
        var listed = page.Of(named.User!.SshPublicKeys, key => key.Id);
        return IamOutcome.Of(writer => listed.Write(writer, "SSHPublicKeys", (item, key) =>
        {
            item.Text(UserName, named.User.UserName);
            item.Text(KeyId, key.Id);
            item.Text(Status, CredentialStatus.Of(key.IsActive));
            item.Time(UploadDate, key.UploadDate);
        }));
    }

    private static (User User, SshPublicKey Key)? Find(IamCall call, out WireError? refused)
    {
        var named = NamedUser.Of(call, call.Read.UserName(maximum: 64));
        string id = call.Read.CredentialId(KeyId);
        refused = named.Refuse(call);
        if (refused is not null)
            return null;
        var key = named.User!.SshPublicKeys.FirstOrDefault(held => held.Id == id);
        refused = key is null ? IamErrors.NoSuchPublicKey(id) : null;
        return key is null ? null : (named.User, key);
    }

    private static void Write(XmlResultWriter writer, User user, SshPublicKey key, string body)
    {
        writer.Start("SSHPublicKey");
        writer.Text(UserName, user.UserName);
        writer.Text(KeyId, key.Id);
        writer.Text(nameof(key.Fingerprint), key.Fingerprint);
        writer.Text("SSHPublicKeyBody", body);
        writer.Text(Status, CredentialStatus.Of(key.IsActive));
        writer.Time(UploadDate, key.UploadDate);
        writer.End("SSHPublicKey");
    }
}
