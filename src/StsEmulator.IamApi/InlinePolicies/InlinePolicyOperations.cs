using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Attachments;
using StsEmulator.IamApi.ManagedPolicies;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.InlinePolicies;

/// <summary>Policies that belong to one user, group or role.</summary>
internal static class InlinePolicyOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        .. Of(nameof(User), "user", IamQuotas.UserPolicySize),
        .. Of(nameof(Group), "group", IamQuotas.GroupPolicySize),
        .. Of(nameof(Role), "role", IamQuotas.RolePolicySize),
    ];

    private static IReadOnlyList<IamOperation> Of(string kind, string noun, int maximum) =>
    [
        new($"Put{kind}Policy", call => Put(call, kind, noun, maximum)),
        new($"Get{kind}Policy", call => Get(call, kind, noun)),
        new($"Delete{kind}Policy", call => Delete(call, kind, noun)),
        new($"List{kind}Policies", call => List(call, kind)),
    ];

    private static IamOutcome Put(IamCall call, string kind, string noun, int maximum)
    {
        var holder = PolicyHolder.Read(call, kind);
        string name = call.Read.PolicyName();
        string document = call.Read.PolicyDocument();
        if (holder.RefuseChange(call) is { } refused)
            return refused;
        if (SubmittedPolicy.Check(document) is { } invalid)
            return invalid;
        var others = holder.Policies.Where(policy => !IsNamed(policy, name)).ToList();
        if (others.Sum(policy => SubmittedPolicy.Size(policy.Text)) + SubmittedPolicy.Size(document) > maximum)
            return IamErrors.LimitExceeded($"Maximum policy size of {maximum} bytes exceeded for {noun} {holder.Name}");
        return IamOutcome.Done.Writing(holder.WithInline([.. others, new StoredPolicy(name, document)]));
    }

    private static IamOutcome Get(IamCall call, string kind, string noun)
    {
        var holder = PolicyHolder.Read(call, kind);
        string name = call.Read.PolicyName();
        if (holder.Refuse(call) is { } refused)
            return refused;
        if (Find(holder, name) is not { } policy)
            return Missing(noun, name);
        return IamOutcome.Of(writer =>
        {
            writer.Text(kind + "Name", holder.Name);
            writer.Text("PolicyName", policy.Name);
            writer.Document("PolicyDocument", policy.Text);
        });
    }

    private static IamOutcome Delete(IamCall call, string kind, string noun)
    {
        var holder = PolicyHolder.Read(call, kind);
        string name = call.Read.PolicyName();
        if (holder.RefuseChange(call) is { } refused)
            return refused;
        return Find(holder, name) is { } found
            ? IamOutcome.Done.Writing(holder.WithInline([.. holder.Policies.Where(policy => policy != found)]))
            : Missing(noun, name);
    }

    private static IamOutcome List(IamCall call, string kind)
    {
        var holder = PolicyHolder.Read(call, kind);
        var page = PageRequest.Read(call.Read);
        if (holder.Refuse(call) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(holder.Policies, policy => policy.Name);
        return IamOutcome.Of(writer => listed.WriteTexts(writer, "PolicyNames", static policy => policy.Name));
    }

    private static StoredPolicy? Find(PolicyHolder holder, string name) => holder.Policies.FirstOrDefault(policy => IsNamed(policy, name));

    private static bool IsNamed(StoredPolicy policy, string name) => policy.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static WireError Missing(string noun, string name) => IamErrors.NoSuchEntity($"The {noun} policy with name {name} cannot be found.");
}
