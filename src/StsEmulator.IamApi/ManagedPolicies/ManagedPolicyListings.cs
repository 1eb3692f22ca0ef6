using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>Which managed policies there are, and who uses one.</summary>
internal static class ManagedPolicyListings
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("ListPolicies", List),
        new("ListEntitiesForPolicy", ListEntities),
    ];

    /// <summary>Gives all policies that an account can attach, its own first.</summary>
    public static IEnumerable<ShownPolicy> All(AccountDirectory account)
    {
        var usage = PolicyUsage.Of(account);
        return account.Entities.OfType<ManagedPolicy>().Select(policy => ShownPolicy.Of(policy, usage, account.Partition))
            .Concat(AwsManagedPolicies.All.Select(policy => ShownPolicy.Of(policy, usage, account.Partition)));
    }

    /// <summary>Gives what orders policies in listings: the account's own come first.</summary>
    public static string Order(ShownPolicy policy) => (policy.IsAwsManaged ? "1" : "0") + policy.Name;

    private static IamOutcome List(IamCall call)
    {
        string scope = call.Read.OneOf("Scope", "All", "AWS", "Local") ?? "All";
        bool onlyAttached = call.Read.Flag("OnlyAttached") ?? false;
        string prefix = call.Read.PolicyPath("PathPrefix");
        string? filter = call.Read.UsageFilter();
        var page = PageRequest.Read(call.Read);
        if (call.Refuse(call.Arn("policy" + prefix)) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(
            All(call.Account).Where(policy => IsInScope(policy, scope) && policy.Path.StartsWith(prefix, StringComparison.Ordinal)
                && IsUsed(policy.Use, onlyAttached, filter)),
            Order);
        return IamOutcome.Of(writer => listed.Write(writer, "Policies", PolicyWriting.Summary));
    }

    private static bool IsInScope(ShownPolicy policy, string scope) => scope == "All" || policy.IsAwsManaged == (scope == "AWS");

    private static bool IsUsed(PolicyUse use, bool onlyAttached, string? filter) => filter switch
    {
        PolicyUsage.Boundary => use.Boundaries > 0,
        PolicyUsage.Permissions => use.Attachments > 0,
        _ => !onlyAttached || use.Attachments > 0,
    };

    private static IamOutcome ListEntities(IamCall call)
    {
        var policy = PolicyReference.Read(call);
        string? kind = call.Read.OneOf("EntityFilter", nameof(User), nameof(Role), nameof(Group), "LocalManagedPolicy", "AWSManagedPolicy");
        string prefix = call.Read.Optional("PathPrefix", 1, 512, IamParameters.Path) ?? "/";
        string? filter = call.Read.UsageFilter();
        var page = PageRequest.Read(call.Read);
        if (policy.Refuse(call) is { } refused)
            return refused;
        if (!policy.Exists)
            return IamErrors.PolicyNotAttachable(policy.Arn);
        if (page.Error is { } invalid)
            return invalid;
        var users = page.Of(
            call.Account.Entities.Where(entity => PolicyUsage.IsUsedBy(entity, policy.Arn, filter)).Select(PolicyUser.Of)
                .Where(user => (kind is null || user.Kind == kind) && user.Path.StartsWith(prefix, StringComparison.Ordinal)),
            user => $"{user.Kind}/{user.Name}");
        return IamOutcome.Of(writer =>
        {
            writer.Flag("IsTruncated", users.Marker is not null);
            foreach (string listed in new[] { nameof(Group), nameof(User), nameof(Role) })
                writer.List($"Policy{listed}s", users.Items.Where(user => user.Kind == listed), Write);
            writer.Optional("Marker", users.Marker);
        });
    }

    private static void Write(XmlResultWriter writer, PolicyUser user)
    {
        writer.Text(user.Kind + "Name", user.Name);
        writer.Text(user.Kind + "Id", user.Id);
    }

    /// <summary>A user, group or role that uses a policy.</summary>
    private sealed record PolicyUser(string Kind, string Name, string Id, string Path)
    {
        public static PolicyUser Of(DirectoryEntity entity) => entity switch
        {
            User user => new PolicyUser(nameof(User), user.UserName, user.UserId, user.Path),
            Group group => new PolicyUser(nameof(Group), group.GroupName, group.GroupId, group.Path),
            Role role => new PolicyUser(nameof(Role), role.RoleName, role.RoleId, role.Path),
            _ => throw new InvalidOperationException("Only users, groups and roles use policies."),
        };
    }
}
