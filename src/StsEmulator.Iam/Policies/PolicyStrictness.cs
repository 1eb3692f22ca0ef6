namespace StsEmulator.Iam.Policies;

/// <summary>How much of IAM's validation a document must pass.</summary>
public enum PolicyStrictness
{
    /// <summary>
    /// The grammar only, so that a decision can be asked for any document that has one meaning: the version may be old or absent,
    /// an action or ARN that IAM would not save is literal text that matches nothing.
    /// </summary>
    Evaluated,

    /// <summary>What STS applies to a session policy in a call: all of <see cref="Stored"/> but the version.</summary>
    Submitted,

    /// <summary>What IAM applies when a policy is saved.</summary>
    Stored,
}
