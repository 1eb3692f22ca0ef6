using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Attachments;
using StsEmulator.IamApi.Groups;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Reports;

/// <summary>Users and groups with all their policies, as GetAccountAuthorizationDetails shows them.</summary>
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

    private static void Inline(XmlResultWriter writer, string name, IReadOnlyList<StoredPolicy> policies) =>
        writer.List(name, policies, static (item, policy) =>
        {
            item.Text("PolicyName", policy.Name);
            item.Document("PolicyDocument", policy.Text);
        });

    private static void Attached(XmlResultWriter writer, IReadOnlyList<string> arns) =>
        writer.List("AttachedManagedPolicies", arns, AttachmentOperations.Write);
}
