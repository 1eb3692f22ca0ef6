using System.Globalization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.IamApi.Simulation;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Reports;

/// <summary>Which policies of a user with its groups, of a group or of a role allow actions of which services. Boundaries do not count.</summary>
internal static class PoliciesGrantingAccess
{
    private const string Inline = "INLINE", Managed = "MANAGED";

    private static readonly TextPattern Namespace = TextPattern.SetOf(@"[\w-]*", "-", acceptsEmpty: true);

    public static IReadOnlyList<IamOperation> Table { get; } = [new("ListPoliciesGrantingServiceAccess", List)];

    private static IamOutcome List(IamCall call)
    {
        var source = SimulatedSource.Read(call, "Arn");
        var services = call.Read.Texts("ServiceNamespaces", 200, 1, 64, Namespace);
        call.Read.Require("ServiceNamespaces", services.Count > 0);
        var page = PageRequest.Read(call.Read);
        if ((source.Refuse(call) ?? page.Error) is { } refused)
            return refused;
        var policies = PoliciesOf(call.Account, source.Entity!);
        var listed = page.Of(services.Index(), pair => pair.Index.ToString("D3", CultureInfo.InvariantCulture));
        return IamOutcome.Of(writer => listed.Write(writer, "PoliciesGrantingServiceAccess", (item, pair) =>
        {
            item.Text("ServiceNamespace", pair.Item);
            item.List("Policies", policies.Where(policy => policy.Document.GrantsAccessTo(pair.Item)), Write);
        }));
    }

    private static List<GrantingPolicy> PoliciesOf(AccountDirectory account, DirectoryEntity entity)
    {
        List<GrantingPolicy> policies = [];
        switch (entity)
        {
            case User user:
                Add(policies, account, user.Policies, user.ManagedPolicyArns, "USER", user.UserName);
                foreach (var group in user.Groups.Select(account.FindGroup).OfType<Group>())
                    Add(policies, account, group.Policies, group.ManagedPolicyArns, "GROUP", group.GroupName);
                break;
            case Group group:
                Add(policies, account, group.Policies, group.ManagedPolicyArns, "GROUP", group.GroupName);
                break;
            case Role role:
                Add(policies, account, role.Policies, role.ManagedPolicyArns, "ROLE", role.RoleName);
                break;
        }
        return policies;
    }

    private static void Add(
        List<GrantingPolicy> policies, AccountDirectory account, IReadOnlyList<StoredPolicy> inline, IReadOnlyList<string> managed, string type, string owner)
    {
        foreach (var policy in inline)
            policies.Add(new GrantingPolicy(policy.Name, null, policy.Compile(PolicyType.Identity).Document, type, owner));
        foreach (string arn in managed.Where(arn => policies.All(known => known.Arn != arn)))
        {
            if (account.FindManagedPolicy(arn) is { } policy)
                policies.Add(new GrantingPolicy(arn[(arn.LastIndexOf('/') + 1)..], arn, policy.Compile(PolicyType.Identity).Document, type, owner));
        }
    }

    /// <summary>Of an inline policy the owner is told, of a managed one the ARN.</summary>
    private static void Write(XmlResultWriter writer, GrantingPolicy policy)
    {
        writer.Text("PolicyName", policy.Name);
        writer.Text("PolicyType", policy.Arn is null ? Inline : Managed);
        writer.Optional("PolicyArn", policy.Arn);
        if (policy.Arn is not null)
            return;
        writer.Text("EntityType", policy.OwnerType);
        writer.Text("EntityName", policy.Owner);
    }

    /// <param name="Arn">The ARN of a managed policy; null for an inline one.</param>
    private sealed record GrantingPolicy(string Name, string? Arn, PolicyDocument Document, string OwnerType, string Owner);
}
