using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.InstanceProfiles;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Roles;

/// <summary>
/// A role as answers show it. How much of it is a matter of the operation: the answers that the real service gave, recorded by public test
/// suites in 2026, leave members out that its model has.
/// </summary>
internal static class RoleWriting
{
    /// <summary>Writes what every answer shows, and an instance profile shows of its role.</summary>
    public static void Core(XmlResultWriter writer, Role role, IamCall call)
    {
        writer.Text("Path", role.Path);
        writer.Text("RoleName", role.RoleName);
        writer.Text("RoleId", role.RoleId);
        writer.Text("Arn", role.Arn(call.Partition));
        writer.Time("CreateDate", role.CreateDate);
        writer.Document("AssumeRolePolicyDocument", StoredPrincipals.Show(call.Directory, role.AssumeRolePolicyDocument.Text));
    }

    /// <summary>Writes what listings show.</summary>
    public static void Summary(XmlResultWriter writer, Role role, IamCall call)
    {
        Core(writer, role, call);
        writer.Optional("Description", role.Description);
        writer.Number("MaxSessionDuration", role.MaxSessionDuration);
    }

    /// <summary>Writes a role that was just made: neither its description nor its longest session is told.</summary>
    public static void Created(XmlResultWriter writer, Role role, IamCall call)
    {
        writer.Start("Role");
        Core(writer, role, call);
        Bounds(writer, role);
        writer.End("Role");
    }

    /// <summary>Writes a role whose description was changed.</summary>
    public static void Described(XmlResultWriter writer, Role role, IamCall call)
    {
        writer.Start("Role");
        Core(writer, role, call);
        writer.Optional("Description", role.Description);
        Bounds(writer, role);
        writer.End("Role");
    }

    /// <summary>Writes all there is to a role.</summary>
    public static void Details(XmlResultWriter writer, Role role, IamCall call)
    {
        writer.Start("Role");
        Summary(writer, role, call);
        Bounds(writer, role);
        RoleLastUse.Write(writer, call);
        writer.End("Role");
    }

    /// <summary>Writes a role as GetAccountAuthorizationDetails shows it: the members of a RoleDetail.</summary>
    public static void Authorization(XmlResultWriter writer, Role role, IamCall call)
    {
        Core(writer, role, call);
        writer.List(
            "InstanceProfileList", InstanceProfileWriting.Holding(call.Account, role), (item, profile) => InstanceProfileWriting.Summary(item, profile, call));
        writer.List("RolePolicyList", role.Policies, static (item, policy) =>
        {
            item.Text("PolicyName", policy.Name);
            item.Document("PolicyDocument", policy.Text);
        });
        writer.List("AttachedManagedPolicies", role.ManagedPolicyArns, static (item, arn) =>
        {
            item.Text("PolicyName", arn[(arn.LastIndexOf('/') + 1)..]);
            item.Text("PolicyArn", arn);
        });
        writer.Boundary(role.PermissionsBoundary);
        writer.Tags(role.Tags);
        RoleLastUse.Write(writer, call);
    }

    private static void Bounds(XmlResultWriter writer, Role role)
    {
        writer.Boundary(role.PermissionsBoundary);
        if (role.Tags.Count > 0)
            writer.Tags(role.Tags);
    }
}
