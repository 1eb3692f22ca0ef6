using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Directory;

/// <summary>The live policies of a user or role, compiled.</summary>
/// <param name="Identity">Inline and managed policies, of a user also its groups'.</param>
/// <param name="PermissionsBoundary">The boundary, or null where there is none.</param>
/// <param name="Tags">The identity's own tags.</param>
public sealed record ResolvedPolicies(
    IReadOnlyList<NamedPolicy> Identity, IReadOnlyList<NamedPolicy>? PermissionsBoundary, IReadOnlyList<Tag> Tags)
{
    /// <summary>Gets what root has: nothing that could limit it.</summary>
    public static ResolvedPolicies None { get; } = new([], null, []);
}
