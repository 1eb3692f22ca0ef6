using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Policies;

/// <summary>What a user or role ARN in a policy's principals stands for at the time the policy is saved.</summary>
public readonly record struct PrincipalBinding
{
    private PrincipalBinding(bool isUnknown, string? uniqueId)
    {
        IsUnknown = isUnknown;
        UniqueId = uniqueId;
    }

    /// <summary>Gets the binding of an ARN whose account the directory does not hold: it stays as it is.</summary>
    public static PrincipalBinding Elsewhere => default;

    /// <summary>Gets the binding of an ARN that names nobody in an account of the directory: the policy is refused.</summary>
    public static PrincipalBinding Unknown => new(true, null);

    public bool IsUnknown { get; }

    /// <summary>Gets the <c>AIDA…</c> or <c>AROA…</c> id to store in place of the ARN; null to leave the ARN.</summary>
    public string? UniqueId { get; }

    public static PrincipalBinding To(string uniqueId) => new(false, uniqueId);
}

/// <summary>
/// Rewrites the AWS principals of a trust or resource policy between the ARNs that people write and the unique ids that are
/// stored, so that a re-created user or role does not inherit what its namesake was trusted with. All other text stays as it is.
/// </summary>
public static class PolicyPrincipals
{
    /// <summary>Replaces user and role ARNs; sessions, root, account ids and <c>*</c> are never converted.</summary>
    /// <param name="json">A document that <see cref="PolicyParser"/> accepts.</param>
    public static bool TryToUniqueIds(
        string json, Func<Arn, PrincipalBinding> bind,
        [NotNullWhen(true)] out string? stored, [NotNullWhen(false)] out PolicyProblem? problem) => throw new NotImplementedException();

    /// <summary>Replaces unique ids by the ARNs of those that still exist; the id of a deleted user or role shows through.</summary>
    public static string ToDisplay(string stored, Func<string, string?> arnOf) => throw new NotImplementedException();
}
