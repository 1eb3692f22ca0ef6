using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>The managed policy that a request means by its ARN: one of the account's own, or one of AWS's.</summary>
internal sealed record PolicyReference(string Arn, ManagedPolicy? Customer, AwsManagedPolicy? Aws)
{
    /// <summary>The account in the ARNs of policies that AWS manages.</summary>
    private const string AwsAccount = "aws";

    public bool Exists => Customer is not null || Aws is not null;

    /// <summary>Gets what is wrong with the text as a policy's ARN; null when nothing is.</summary>
    public WireError? Invalid => Iam.Identifiers.Arn.TryParse(Arn, out var arn) && IsPolicy(arn) ? null : IamErrors.InvalidArn(Arn);

    public WireError Missing => IamErrors.NoSuchPolicy(Arn);

    private bool IsAws => Iam.Identifiers.Arn.TryParse(Arn, out var arn) && arn.Account == AwsAccount;

    /// <summary>Reads <c>PolicyArn</c>.</summary>
    public static PolicyReference Read(IamCall call) => Of(call, call.Read.PolicyArn());

    public static PolicyReference Of(IamCall call, string arn)
    {
        bool isHere = arn.StartsWith($"arn:{call.Partition}:", StringComparison.Ordinal);
        return new PolicyReference(arn, call.Account.FindCustomerPolicy(arn), isHere ? AwsManagedPolicies.FindEntry(arn) : null);
    }

    /// <summary>Gives what keeps the caller from the policy: parameters or permissions.</summary>
    public WireError? Refuse(IamCall call, Action<ConditionContext>? conditions = null) =>
        call.Read.Error ?? Invalid ?? call.Refuse(Arn, Customer?.Tags, conditions);

    /// <summary>The same for a change, which AWS's policies are closed to, and which needs a policy that is there.</summary>
    /// <param name="missing">The error when it is not; <see cref="Missing"/> where it is left out.</param>
    public WireError? RefuseChange(IamCall call, WireError? missing = null, Action<ConditionContext>? conditions = null)
    {
        if (Refuse(call, conditions) is { } refused)
            return refused;
        if (IsAws)
            return RefusedByAws(call);
        return Customer is null ? missing ?? Missing : null;
    }

    /// <remarks>The service words it as a lack of permission.</remarks>
    public WireError RefusedByAws(IamCall call) => IamErrors.AccessDenied(
        $"User: {call.Caller.Principal.Arn} is not authorized to perform: iam:{call.Action} on resource: policy {Arn}");

    /// <summary>Gives the policy as answers show it; only for one that exists.</summary>
    public ShownPolicy Show(IamCall call) => Customer is { } own
        ? ShownPolicy.Of(own, PolicyUsage.Of(call.Account), call.Partition)
        : ShownPolicy.Of(Aws!, PolicyUsage.Of(call.Account), call.Partition);

    private static bool IsPolicy(Arn arn) => arn.Service == "iam" && arn.Region.Length == 0
        && (arn.Account == AwsAccount || AccountId.TryParse(arn.Account, out _))
        && arn.Resource.StartsWith("policy/", StringComparison.Ordinal) && arn.ResourceName.Length > 0;
}
