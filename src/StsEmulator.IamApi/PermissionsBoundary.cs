using StsEmulator.Iam.Identifiers;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi;

/// <summary>The managed policy that bounds a user or role.</summary>
internal static class PermissionsBoundary
{
    /// <summary>Says why an ARN cannot bound anybody; null when it can. The texts are those of recorded answers.</summary>
    public static WireError? Check(IamCall call, string arn)
    {
        if (!Arn.TryParse(arn, out var parsed) || parsed.Service != "iam" || !parsed.Resource.StartsWith("policy/", StringComparison.Ordinal))
            return IamErrors.InvalidArn(arn);
        return call.Account.FindManagedPolicy(arn) is null
            ? IamErrors.NoSuchEntity($"Scope ARN: {arn} does not exist or is not attachable.")
            : null;
    }
}
