using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.ServiceAccess;

/// <summary>The calls that this process knows of, newest first. What was called elsewhere, or too long ago for the log, is not among them.</summary>
internal sealed class KnownCalls(CallLog log)
{
    private readonly IReadOnlyList<CallRecord> calls = log.Latest(CallLog.DefaultCapacity, null, static call => call.Caller is not null);

    /// <summary>Gives the calls of some entities to a service; an attempt that was denied counts, because the caller was authenticated.</summary>
    public IReadOnlyList<CallRecord> Of(IEnumerable<DirectoryEntity> entities, string service)
    {
        var ids = entities.Select(UniqueIdOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. calls.Where(call => IsTo(call, service) && call.Caller is { UniqueId: { } id } && ids.Contains(id))];
    }

    /// <summary>Gives the calls of some accounts to a service.</summary>
    public IReadOnlyList<CallRecord> OfAccounts(IReadOnlySet<AccountId> accounts, string service) =>
        [.. calls.Where(call => IsTo(call, service) && call.Caller!.Account is { } account && accounts.Contains(account))];

    public static string? UniqueIdOf(DirectoryEntity entity) => entity switch
    {
        User user => user.UserId,
        Role role => role.RoleId,
        _ => null,
    };

    private static bool IsTo(CallRecord call, string service) =>
        call.Action.Length > service.Length && call.Action[service.Length] == ':' && call.Action.StartsWith(service, StringComparison.Ordinal);
}
