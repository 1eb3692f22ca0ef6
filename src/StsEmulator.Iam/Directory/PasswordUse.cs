using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Directory;

/// <summary>Writes down that a user signed in with its password. Sign-ins are rare enough for the directory.</summary>
public static class PasswordUse
{
    /// <param name="userId">The unique id; a user who is gone by now is no error.</param>
    public static async ValueTask RecordAsync(
        LiveDirectory directory, AccountId account, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await directory.ChangeAsync(
            snapshot => snapshot.Find(account)?.FindByUniqueId(userId) is User user
                ? new DirectoryChange(snapshot.Version + 1, [user with { PasswordLastUsed = now }], [])
                : null,
            cancellationToken);
}
