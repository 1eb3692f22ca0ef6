using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Attachments;
using StsEmulator.IamApi.Groups;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Reports;

/// <summary>Users, groups and roles with all their policies, as GetAccountAuthorizationDetails shows them.</summary>
internal static class PrincipalDetails
{
    public static void User(XmlResultWriter writer, User user, string partition)
    {
        UserWriting.Summary(writer, user, partition);
        // Only of users an empty list is left out. Source: recorded answers of the service.
        if (user.Policies.Count > 0)
            Inline(writer, "UserPolicyList", user.Policies);
        writer.Texts("GroupList", user.Groups);
        Attached(writer, user.ManagedPolicyArns);
        writer.Boundary(user.PermissionsBoundary);
        writer.Tags(user.Tags);
    }

    public static void Group(XmlResultWriter writer, Group group, string partition)
    {
        GroupWriting.Members(writer, group, partition);
        Inline(writer, "GroupPolicyList", group.Policies);
        Attached(writer, group.ManagedPolicyArns);
    }

    public static void Role(XmlResultWriter writer, Role role, IamCall call)
    {
        RoleCore(writer, role, call);
        writer.List(
            "InstanceProfileList",
            call.Account.Entities.OfType<InstanceProfile>().Where(profile => profile.Roles.Contains(role.RoleName, StringComparer.OrdinalIgnoreCase)),
            (item, profile) => Profile(item, profile, role, call));
        Inline(writer, "RolePolicyList", role.Policies);
        Attached(writer, role.ManagedPolicyArns);
        writer.Boundary(role.PermissionsBoundary);
        writer.Tags(role.Tags);
        writer.Start("RoleLastUsed");
        writer.End("RoleLastUsed");
    }

    private static void RoleCore(XmlResultWriter writer, Role role, IamCall call)
    {
        writer.Text("Path", role.Path);
        writer.Text("RoleName", role.RoleName);
        writer.Text("RoleId", role.RoleId);
        writer.Text("Arn", role.Arn(call.Partition));
        writer.Time("CreateDate", role.CreateDate);
        writer.Document("AssumeRolePolicyDocument", StoredPrincipals.Show(call.Directory, role.AssumeRolePolicyDocument.Text));
    }

    private static void Profile(XmlResultWriter writer, InstanceProfile profile, Role role, IamCall call)
    {
        writer.Text("Path", profile.Path);
        writer.Text("InstanceProfileName", profile.InstanceProfileName);
        writer.Text("InstanceProfileId", profile.InstanceProfileId);
        writer.Text("Arn", profile.Arn(call.Partition));
        writer.Time("CreateDate", profile.CreateDate);
        writer.List("Roles", [role], (item, held) => RoleCore(item, held, call));
    }

    private static void Inline(XmlResultWriter writer, string name, IReadOnlyList<StoredPolicy> policies) =>
        writer.List(name, policies, static (item, policy) =>
        {
            item.Text("PolicyName", policy.Name);
            item.Document("PolicyDocument", policy.Text);
        });

    private static void Attached(XmlResultWriter writer, IReadOnlyList<string> arns) =>
        writer.List("AttachedManagedPolicies", arns, AttachmentOperations.Write);
}
