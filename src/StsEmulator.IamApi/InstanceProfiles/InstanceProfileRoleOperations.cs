using StsEmulator.IamApi.Roles;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.InstanceProfiles;

/// <summary>The role of an instance profile. Instances get its credentials as soon as it is there.</summary>
internal static class InstanceProfileRoleOperations
{
    /// <summary>Who hands the role to instances. Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service".</summary>
    private const string PassedTo = "ec2.amazonaws.com";

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("AddRoleToInstanceProfile", Add),
        new("RemoveRoleFromInstanceProfile", Remove),
        new("ListInstanceProfilesForRole", ListForRole),
    ];

    private static IamOutcome Add(IamCall call)
    {
        var named = NamedInstanceProfile.Read(call);
        var role = NamedRole.Read(call);
        var refused = call.Refuse(named.Arn, named.Profile?.Tags) ?? role.RefusePassing(call, PassedTo) ?? RefuseEither(named, role);
        if (refused is { } error)
            return error;
        var profile = named.Profile!;
        return profile.Roles.Count >= IamQuotas.RolesPerInstanceProfile
            ? IamErrors.LimitExceeded("InstanceSessionsPerInstanceProfile", IamQuotas.RolesPerInstanceProfile)
            : IamOutcome.Done.Writing(profile with { Roles = [.. profile.Roles, role.Role!.RoleName] });
    }

    private static IamOutcome Remove(IamCall call)
    {
        var named = NamedInstanceProfile.Read(call);
        var role = NamedRole.Read(call);
        if ((call.Refuse(named.Arn, named.Profile?.Tags) ?? RefuseEither(named, role)) is { } refused)
            return refused;
        var profile = named.Profile!;
        bool Names(string name) => string.Equals(name, role.Name, StringComparison.OrdinalIgnoreCase);
        return profile.Roles.Any(Names)
            ? IamOutcome.Done.Writing(profile with { Roles = [.. profile.Roles.Where(name => !Names(name))] })
            : IamErrors.NoSuchEntity($"Role {role.Name} in Instance Profile {named.Name} cannot be found.");
    }

    private static IamOutcome ListForRole(IamCall call)
    {
        var named = NamedRole.Read(call);
        var page = PageRequest.Read(call.Read);
        if ((named.Refuse(call) ?? page.Error) is { } refused)
            return refused;
        var listed = page.Of(InstanceProfileWriting.Holding(call.Account, named.Role!), profile => profile.InstanceProfileName);
        return IamOutcome.Of(writer => listed.Write(
            writer, "InstanceProfiles", (item, profile) => InstanceProfileWriting.Summary(item, profile, call)));
    }

    private static WireError? RefuseEither(NamedInstanceProfile profile, NamedRole role)
    {
        if (profile.Profile is null)
            return profile.Missing;
        return role.Role is null ? role.Missing : role.Protected;
    }
}
