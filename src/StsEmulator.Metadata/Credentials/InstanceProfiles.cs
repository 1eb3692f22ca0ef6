using System.Runtime.CompilerServices;
using StsEmulator.Iam.Directory;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Credentials;

/// <summary>What an instance's profile is in the directory now.</summary>
/// <param name="Profile">Null when the profile has been deleted.</param>
/// <param name="Role">Its role; null when it has none.</param>
internal sealed record AttachedProfile(AccountDirectory? Account, InstanceProfile? Profile, Role? Role);

/// <summary>Finds the profile and role of an instance as the directory has them now, so that a change takes effect at once.</summary>
internal sealed class InstanceProfiles(LiveDirectory directory)
{
    // Goes with the instance: whatever changes about one makes another object.
    private readonly ConditionalWeakTable<SimulatedInstance, Found> found = [];

    /// <returns>Null for an instance that was never given a profile.</returns>
    public AttachedProfile? Find(SimulatedInstance instance)
    {
        if (instance.InstanceProfile is null)
            return null;
        var snapshot = directory.Current;
        if (found.TryGetValue(instance, out var known) && ReferenceEquals(known.Snapshot, snapshot))
            return known.Attached;
        var attached = Read(snapshot, instance);
        found.AddOrUpdate(instance, new Found(snapshot, attached));
        return attached;
    }

    /// <summary>Gets the account an instance is in: its profile's, else the first of the directory.</summary>
    public string? AccountOf(SimulatedInstance instance) =>
        instance.InstanceProfile?.Account ?? directory.Current.DefaultAccount?.ToString();

    private static AttachedProfile Read(DirectorySnapshot snapshot, SimulatedInstance instance)
    {
        var arn = instance.InstanceProfile!;
        var account = snapshot.Find(arn.Account);
        var profile = account?.FindInstanceProfile(arn.ResourceName);
        if (account is null || profile is null || profile.Arn(account.Partition) != arn.ToString())
            return new AttachedProfile(account, null, null);
        return new AttachedProfile(account, profile, profile.Roles is [var name, ..] ? account.FindRole(name) : null);
    }

    private sealed record Found(DirectorySnapshot Snapshot, AttachedProfile Attached);
}
