using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Roles;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.InstanceProfiles;

/// <summary>An instance profile as answers show it.</summary>
internal static class InstanceProfileWriting
{
    /// <summary>Gives the instance profiles that hold a role, by name.</summary>
    public static IEnumerable<InstanceProfile> Holding(AccountDirectory account, Role role) => account.Entities.OfType<InstanceProfile>()
        .Where(profile => profile.Roles.Contains(role.RoleName, StringComparer.OrdinalIgnoreCase))
        .OrderBy(profile => profile.InstanceProfileName, StringComparer.Ordinal);

    /// <summary>Writes what listings show.</summary>
    public static void Summary(XmlResultWriter writer, InstanceProfile profile, IamCall call)
    {
        writer.Text("Path", profile.Path);
        writer.Text("InstanceProfileName", profile.InstanceProfileName);
        writer.Text("InstanceProfileId", profile.InstanceProfileId);
        writer.Text("Arn", profile.Arn(call.Partition));
        writer.Time("CreateDate", profile.CreateDate);
        writer.List("Roles", profile.Roles.Select(call.Account.FindRole).OfType<Role>(), (item, role) => RoleWriting.Core(item, role, call));
    }

    /// <summary>Writes a profile that was just made; tags that it does not have are not told.</summary>
    public static void Created(XmlResultWriter writer, InstanceProfile profile, IamCall call)
    {
        writer.Start("InstanceProfile");
        Summary(writer, profile, call);
        if (profile.Tags.Count > 0)
            writer.Tags(profile.Tags);
        writer.End("InstanceProfile");
    }

    /// <summary>Writes all there is to a profile.</summary>
    public static void Details(XmlResultWriter writer, InstanceProfile profile, IamCall call)
    {
        writer.Start("InstanceProfile");
        Summary(writer, profile, call);
        writer.Tags(profile.Tags);
        writer.End("InstanceProfile");
    }
}
