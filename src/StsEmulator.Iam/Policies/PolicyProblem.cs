namespace StsEmulator.Iam.Policies;

/// <summary>Why a document is no policy.</summary>
/// <param name="Message">The text of the service's MalformedPolicyDocument error.</param>
/// <param name="Detail">What was wrong, for people who fix the document.</param>
/// <param name="Path">The place in the document, such as <c>Statement[1].Effect</c>; empty for the document as a whole.</param>
/// <param name="Line">1-based line of the place, or 0 where it is unknown.</param>
/// <param name="Column">1-based byte column of the place, or 0 where it is unknown.</param>
public sealed record PolicyProblem(string Message, string Detail, string Path = "", int Line = 0, int Column = 0)
{
    /// <summary>The error code of every API that refuses a policy; HTTP 400.</summary>
    public const string Code = "MalformedPolicyDocument";

    public override string ToString() => Path.Length == 0 ? Detail : $"{Path}: {Detail}";
}
