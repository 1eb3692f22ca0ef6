using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.AccessKeys;

/// <summary>Long-term access keys. A new one signs at once; the secret is told once, on creation.</summary>
internal static class AccessKeyOperations
{
    private const string Active = "Active", Inactive = "Inactive";

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateAccessKey", Create),
        new("UpdateAccessKey", Update),
        new("DeleteAccessKey", Delete),
        new("ListAccessKeys", List),
    ];

    private static IamOutcome Create(IamCall call)
    {
        if (KeyHolder.Read(call, out var refused) is not { } holder)
            return refused!.Value;
        if (holder.Keys.Count >= IamQuotas.AccessKeysPerUser)
            return IamErrors.LimitExceeded("AccessKeysPerUser", IamQuotas.AccessKeysPerUser);
        var key = new AccessKey(call.Ids.LongTermAccessKeyId(call.AccountId), call.Ids.SecretAccessKey(), IsActive: true) { CreateDate = call.Now };
        return IamOutcome.Of(writer =>
        {
            writer.Start("AccessKey");
            writer.Text("UserName", holder.Name);
            writer.Text("AccessKeyId", key.AccessKeyId.Value);
            writer.Text("Status", Active);
            writer.Text("SecretAccessKey", key.SecretAccessKey);
            writer.Time("CreateDate", key.CreateDate);
            writer.End("AccessKey");
        }).Writing(holder.With([.. holder.Keys, key]));
    }

    private static IamOutcome Update(IamCall call)
    {
        string id = AccessKeyId(call);
        string? status = call.Read.OneOf("Status", Active, Inactive);
        call.Read.Require("Status", status is not null);
        if (KeyHolder.Read(call, out var refused) is not { } holder)
            return refused!.Value;
        if (Find(holder, id) is not { } key)
            return IamErrors.NoSuchAccessKey(id);
        var updated = key with { IsActive = status == Active };
        return IamOutcome.Done.Writing(holder.With([.. holder.Keys.Select(other => other == key ? updated : other)]));
    }

    private static IamOutcome Delete(IamCall call)
    {
        string id = AccessKeyId(call);
        if (KeyHolder.Read(call, out var refused) is not { } holder)
            return refused!.Value;
        return Find(holder, id) is { } key
            ? IamOutcome.Done.Writing(holder.With([.. holder.Keys.Where(other => other != key)]))
            : IamErrors.NoSuchAccessKey(id);
    }

    private static IamOutcome List(IamCall call)
    {
        var page = PageRequest.Read(call.Read);
        if (KeyHolder.Read(call, out var refused) is not { } holder)
            return refused!.Value;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(holder.Keys, key => key.AccessKeyId.Value);
        return IamOutcome.Of(writer =>
        {
            writer.Text("UserName", holder.Name);
            listed.Write(writer, "AccessKeyMetadata", (item, key) => Metadata(item, holder.Name, key));
        });
    }

    private static void Metadata(XmlResultWriter writer, string user, AccessKey key)
    {
        writer.Text("UserName", user);
        writer.Text("AccessKeyId", key.AccessKeyId.Value);
        writer.Text("Status", key.IsActive ? Active : Inactive);
        writer.Time("CreateDate", key.CreateDate);
    }

    private static string AccessKeyId(IamCall call) => call.Read.Required("AccessKeyId", 16, 128, TextPattern.AccessKeyId);

    private static AccessKey? Find(KeyHolder holder, string id) => holder.Keys.FirstOrDefault(key => key.AccessKeyId.Value == id);
}
