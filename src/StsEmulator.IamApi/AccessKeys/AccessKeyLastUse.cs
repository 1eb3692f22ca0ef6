using StsEmulator.Iam.Audit;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.AccessKeys;

/// <summary>GetAccessKeyLastUsed: when, for which service and in which region a key signed last.</summary>
internal static class AccessKeyLastUse
{
    private const string AccessKeyId = "AccessKeyId", NotAvailable = "N/A";

    public static IReadOnlyList<IamOperation> Table { get; } = [new("GetAccessKeyLastUsed", Get) { Prepare = PrepareAsync }];

    private static async ValueTask PrepareAsync(IamCall call, CancellationToken cancellationToken)
    {
        if (call.Parameters[AccessKeyId] is { } id && call.Directory.FindAccessKey(id) is not null)
            call.Prepared = await call.Ports.LastUses.FindAsync(id, call.Directory.Generation, cancellationToken);
    }

    /// <remarks>A key that is not there, or another account's, is answered as a forbidden one. Source: an answer of the service.</remarks>
    private static IamOutcome Get(IamCall call)
    {
        string id = call.Read.Required(AccessKeyId, 16, 128, TextPattern.AccessKeyId);
        if (call.Read.Error is { } invalid)
            return invalid;
        if (call.Directory.FindAccessKey(id) is not { } owner || owner.Account.Id != call.AccountId)
        {
            return IamErrors.AccessDenied(
                $"User: {call.Caller.Principal.Arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key {id}");
        }
        if (call.Refuse(owner.User?.Arn(call.Partition) ?? call.Arn("root"), owner.User?.Tags) is { } refused)
            return refused;
        var use = call.Prepared as LastUse;
        return IamOutcome.Of(writer =>
        {
            writer.Optional("UserName", owner.User?.UserName);
            writer.Start("AccessKeyLastUsed");
            writer.Optional("LastUsedDate", use?.Time);
            writer.Text("ServiceName", use?.Service ?? NotAvailable);
            writer.Text("Region", use?.Region ?? NotAvailable);
            writer.End("AccessKeyLastUsed");
        });
    }
}
