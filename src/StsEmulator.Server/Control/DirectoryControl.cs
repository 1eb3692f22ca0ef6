using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Metadata.Faults;
using StsEmulator.Metadata.Instances;
using StsEmulator.Server.Hosting;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Control;

/// <summary>Takes the directory back to the seed, and deletes a user or role from it.</summary>
internal sealed class DirectoryControl(
    Seed seed, IDirectoryStore store, LiveDirectory directory, SharedClock clock, ISessionStore sessions, InstanceFleet instances, FaultPlan faults)
{
    /// <summary>
    /// Starts a new generation: sessions and everything created since the seed are gone, the clock is real time. Instances and faults are
    /// those of this process.
    /// </summary>
    public async ValueTask<ControlAnswer> ResetAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        var records = await store.ResetAsync(seed.Entities, cancellationToken);
        directory.Adopt(records);
        await clock.FollowAsync(cancellationToken);
        (sessions as CachedSessionStore)?.Clear();
        instances.Reset();
        faults.Clear();
        return ControlAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("Generation"u8, records.Marks.Generation);
            writer.WriteEndObject();
        });
    }

    /// <summary>Deletes the user or role of <c>?arn=</c>. Its sessions die with it, and so does what trust policies said about it.</summary>
    public async ValueTask<ControlAnswer> DeletePrincipalAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        string? text = request.Http.Request.Query["arn"];
        if (!Arn.TryParse(text, out var arn))
            return ControlAnswer.Invalid("`arn` is the ARN of a user or role.");
        bool isFound = false;
        await directory.ChangeAsync(
            snapshot =>
            {
                var entity = Find(snapshot, arn);
                isFound = entity is not null;
                return entity is null ? null : new DirectoryChange(snapshot.Version + 1, [], [entity.Key]);
            },
            cancellationToken);
        return isFound ? ControlAnswer.NoContent : ControlAnswer.NotFound($"`{arn}` is no user or role.");
    }

    private static DirectoryEntity? Find(DirectorySnapshot snapshot, Arn arn)
    {
        if (snapshot.Find(arn.Account) is not { } account)
            return null;
        if (account.FindRoleByArn(arn) is { } role)
            return role;
        return account.FindUser(arn.ResourceName) is { } user
            && arn.ToString() == $"arn:{account.Partition}:iam::{account.Id}:user{user.Path}{user.UserName}" ? user : null;
    }
}
