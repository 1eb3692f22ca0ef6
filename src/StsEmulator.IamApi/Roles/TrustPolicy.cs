using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Roles;

/// <summary>What a trust policy must be to be saved.</summary>
internal static class TrustPolicy
{
    /// <summary>Gives the form to store, in which users and roles stand as unique ids.</summary>
    public static bool TryStore(IamCall call, string json, [NotNullWhen(true)] out StoredPolicy? stored, out WireError refused)
    {
        stored = null;
        refused = default;
        if (!PolicyParser.TryCheck(json, PolicyType.Trust, PolicyStrictness.Stored, out var problem))
        {
            refused = IamErrors.MalformedPolicy(problem.Message);
            return false;
        }
        if (json.Count(c => !char.IsWhiteSpace(c)) > IamQuotas.AssumeRolePolicySize)
        {
            refused = IamErrors.LimitExceeded("ACLSizePerRole", IamQuotas.AssumeRolePolicySize);
            return false;
        }
        if (StaleId(call, json) is { } stale)
        {
            refused = IamErrors.MalformedPolicy($"Invalid principal in policy: \"AWS\":\"{stale}\"");
            return false;
        }
        if (!StoredPrincipals.TryStore(call.Directory, json, out string? text, out problem))
        {
            refused = IamErrors.MalformedPolicy(problem.Message);
            return false;
        }
        stored = new StoredPolicy(nameof(Role.AssumeRolePolicyDocument), text);
        return true;
    }

    /// <summary>A document that was read after a principal had gone shows its bare id; it cannot be saved again.</summary>
    private static string? StaleId(IamCall call, string json)
    {
        string? stale = null;
        PolicyPrincipals.ToDisplay(json, id =>
        {
            if (StoredPrincipals.ArnOf(call.Directory, id) is null)
                stale ??= id;
            return null;
        });
        return stale;
    }
}
