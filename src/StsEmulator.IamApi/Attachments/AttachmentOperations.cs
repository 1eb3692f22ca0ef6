using System.Globalization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IamApi.ManagedPolicies;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Attachments;

/// <summary>Managed policies of users, groups and roles. What is attached or detached counts for sessions that live already.</summary>
internal static class AttachmentOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        .. Of(nameof(User), IamQuotas.AttachedPoliciesPerUser),
        .. Of(nameof(Group), IamQuotas.AttachedPoliciesPerGroup),
        .. Of(nameof(Role), IamQuotas.AttachedPoliciesPerRole),
    ];

    /// <summary>Writes an attached policy.</summary>
    public static void Write(XmlResultWriter writer, string arn)
    {
        writer.Text("PolicyName", NameOf(arn));
        writer.Text("PolicyArn", arn);
    }

    private static IReadOnlyList<IamOperation> Of(string kind, int maximum) =>
    [
        new($"Attach{kind}Policy", call => Attach(call, kind, maximum)),
        new($"Detach{kind}Policy", call => Detach(call, kind)),
        new($"ListAttached{kind}Policies", call => List(call, kind)),
    ];

    private static IamOutcome Attach(IamCall call, string kind, int maximum)
    {
        var holder = PolicyHolder.Read(call, kind);
        var policy = PolicyReference.Read(call);
        if ((call.Read.Error ?? policy.Invalid ?? holder.RefuseChange(call, context => context.Set("iam:PolicyARN", policy.Arn))) is { } refused)
            return refused;
        if (!policy.Exists)
            return IamErrors.PolicyNotAttachable(policy.Arn);
        if (PathOf(policy.Arn).StartsWith(Role.ServiceLinkedPath, StringComparison.Ordinal))
            return IamErrors.NotAttachable("Cannot attach a Service Role Policy to a Customer Role.");
        if (holder.ManagedPolicyArns.Contains(policy.Arn, StringComparer.Ordinal))
            return IamOutcome.Done;
        return holder.ManagedPolicyArns.Count >= maximum
            ? IamErrors.LimitExceeded($"PoliciesPer{kind}", maximum)
            : IamOutcome.Done.Writing(holder.WithManaged([.. holder.ManagedPolicyArns, policy.Arn]));
    }

    private static IamOutcome Detach(IamCall call, string kind)
    {
        var holder = PolicyHolder.Read(call, kind);
        var policy = PolicyReference.Read(call);
        if ((call.Read.Error ?? policy.Invalid ?? holder.RefuseChange(call, context => context.Set("iam:PolicyARN", policy.Arn))) is { } refused)
            return refused;
        return holder.ManagedPolicyArns.Contains(policy.Arn, StringComparer.Ordinal)
            ? IamOutcome.Done.Writing(holder.WithManaged([.. holder.ManagedPolicyArns.Where(arn => arn != policy.Arn)]))
            : policy.Missing;
    }

    private static IamOutcome List(IamCall call, string kind)
    {
        var holder = PolicyHolder.Read(call, kind);
        string prefix = call.Read.PolicyPath("PathPrefix");
        var page = PageRequest.Read(call.Read);
        if (holder.Refuse(call) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(
            holder.ManagedPolicyArns.Index().Where(pair => PathOf(pair.Item).StartsWith(prefix, StringComparison.Ordinal)),
            pair => pair.Index.ToString("D6", CultureInfo.InvariantCulture));
        return IamOutcome.Of(writer => listed.Write(writer, "AttachedPolicies", static (item, pair) => Write(item, pair.Item)));
    }

    private static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    /// <summary>Gives the path in a policy's ARN; an attached ARN is always one.</summary>
    private static string PathOf(string arn) =>
        Arn.TryParse(arn, out var parsed) && parsed.Resource.StartsWith("policy/", StringComparison.Ordinal)
            ? parsed.Resource["policy".Length..(parsed.Resource.LastIndexOf('/') + 1)]
            : "/";
}
