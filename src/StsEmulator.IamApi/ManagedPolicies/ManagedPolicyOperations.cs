using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>Managed policies: made, read, deleted.</summary>
internal static class ManagedPolicyOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreatePolicy", Create),
        new("GetPolicy", Get),
        new("DeletePolicy", Delete),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string name = call.Read.PolicyName();
        string path = call.Read.PolicyPath();
        string document = call.Read.PolicyDocument();
        string? description = call.Read.Optional("Description", 0, 1000);
        var tags = call.Read.Tags();
        string arn = call.Arn($"policy{path}{name}");
        if (call.Refuse(arn, conditions: context => TagSet.SetRequested(context, tags)) is { } refused)
            return refused;
        if ((TagSet.Check(tags, StringComparer.Ordinal) ?? SubmittedPolicy.CheckManaged(document)) is { } invalid)
            return invalid;
        if (call.Account.FindCustomerPolicyNamed(name) is not null)
            return IamErrors.AlreadyExists($"A policy called {name} already exists. Duplicate names are not allowed.");
        if (call.Account.Entities.OfType<ManagedPolicy>().Count() >= IamQuotas.Policies)
            return IamErrors.LimitExceeded("PoliciesPerAccount", IamQuotas.Policies);

        var policy = new ManagedPolicy
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            PolicyName = name,
            Path = path,
            PolicyId = call.Ids.UniqueId(UniqueIdKind.ManagedPolicy, call.AccountId),
            Description = description,
            Document = new StoredPolicy(arn, document),
            Tags = tags,
        };
        return IamOutcome.Of(writer =>
        {
            writer.Start("Policy");
            PolicyWriting.Summary(writer, ShownPolicy.Of(policy, PolicyUsage.Of(call.Account), call.Partition));
            if (tags.Count > 0)
                writer.Tags(tags);
            writer.End("Policy");
        }).Writing(policy);
    }

    private static IamOutcome Get(IamCall call)
    {
        var policy = PolicyReference.Read(call);
        if (policy.Refuse(call) is { } refused)
            return refused;
        if (!policy.Exists)
            return policy.Missing;
        var shown = policy.Show(call);
        return IamOutcome.Of(writer =>
        {
            writer.Start("Policy");
            PolicyWriting.Details(writer, shown);
            writer.End("Policy");
        });
    }

    private static IamOutcome Delete(IamCall call)
    {
        var policy = PolicyReference.Read(call);
        if (policy.RefuseChange(call) is { } refused)
            return refused;
        if (PolicyUsage.Of(call.Account)[policy.Arn] != default)
            return IamErrors.DeleteConflict("Cannot delete a policy attached to entities.");
        return policy.Customer!.OtherVersions.Count > 0
            ? IamErrors.DeleteConflict(
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
                + "The default version is deleted with the policy.")
            : IamOutcome.Done.Deleting(policy.Customer.Key);
    }
}
