using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Directory;

/// <summary>A long-term access key of a user or of root.</summary>
public sealed record AccessKey(AccessKeyId AccessKeyId, string SecretAccessKey, bool IsActive)
{
    /// <summary>Gets when the key was made.</summary>
    public DateTimeOffset CreateDate { get; init; }

    // INVARIANT: a record's generated text would print the secret; logs and test output must never hold one.
    public override string ToString() => $"AccessKey {AccessKeyId}";
}
