using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.InstanceProfiles;

/// <summary>Instance profiles: made, read, deleted.</summary>
internal static class InstanceProfileOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateInstanceProfile", Create),
        new("GetInstanceProfile", Get),
        new("DeleteInstanceProfile", Delete),
        new("ListInstanceProfiles", List),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string name = call.Read.InstanceProfileName();
        string path = call.Read.EntityPath();
        var tags = call.Read.Tags();
        var refused = call.Refuse(call.Arn($"instance-profile{path}{name}"), conditions: context => TagSet.SetRequested(context, tags));
        if ((refused ?? TagSet.Check(tags, StringComparer.Ordinal)) is { } error)
            return error;
        if (call.Account.FindInstanceProfile(name) is not null)
            return IamErrors.AlreadyExists($"Instance Profile {name} already exists.");
        if (call.Account.Entities.OfType<InstanceProfile>().Count() >= IamQuotas.InstanceProfiles)
            return IamErrors.LimitExceeded("InstanceProfilesPerAccount", IamQuotas.InstanceProfiles);

        var profile = new InstanceProfile
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            InstanceProfileName = name,
            Path = path,
            InstanceProfileId = call.Ids.UniqueId(UniqueIdKind.InstanceProfile, call.AccountId),
            Tags = tags,
        };
        return IamOutcome.Of(writer => InstanceProfileWriting.Created(writer, profile, call)).Writing(profile);
    }

    private static IamOutcome Get(IamCall call)
    {
        var named = NamedInstanceProfile.Read(call);
        return named.Refuse(call) ?? IamOutcome.Of(writer => InstanceProfileWriting.Details(writer, named.Profile!, call));
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = NamedInstanceProfile.Read(call);
        if (named.Refuse(call) is { } refused)
            return refused;
        return named.Profile!.Roles.Count > 0
            ? IamErrors.DeleteConflict("Cannot delete entity, must remove roles from instance profile first.")
            : IamOutcome.Done.Deleting(named.Profile.Key);
    }

    private static IamOutcome List(IamCall call)
    {
        string prefix = call.Read.ListedPath();
        var page = PageRequest.Read(call.Read);
        if ((call.Refuse(call.Arn($"instance-profile{prefix}")) ?? page.Error) is { } refused)
            return refused;
        var listed = page.Of(
            call.Account.Entities.OfType<InstanceProfile>().Where(profile => profile.Path.StartsWith(prefix, StringComparison.Ordinal)),
            profile => profile.InstanceProfileName);
        return IamOutcome.Of(writer => listed.Write(
            writer, "InstanceProfiles", (item, profile) => InstanceProfileWriting.Summary(item, profile, call)));
    }
}
