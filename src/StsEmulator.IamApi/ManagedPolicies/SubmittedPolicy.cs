using StsEmulator.Iam.Policies;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>A document that somebody wants to save as an identity policy.</summary>
internal static class SubmittedPolicy
{
    /// <summary>Says why IAM would not save it; null when it would.</summary>
    public static WireError? Check(string document) =>
        PolicyParser.TryCheck(document, PolicyType.Identity, PolicyStrictness.Stored, out var problem) ? null : IamErrors.MalformedPolicy(problem.Message);

    /// <summary>Says why it cannot be a managed policy.</summary>
    public static WireError? CheckManaged(string document) => Check(document)
        ?? (Size(document) > IamQuotas.PolicySize ? IamErrors.LimitExceeded("PolicySize", IamQuotas.PolicySize) : null);

    /// <summary>Gives the size that counts against quotas: characters that are no white space.</summary>
    public static int Size(string document)
    {
        int size = 0;
        foreach (char c in document)
        {
            if (!char.IsWhiteSpace(c))
                size++;
        }
        return size;
    }
}
