namespace StsEmulator.Iam.Policies.Explanation;

/// <summary>The elements of a statement that can keep it from applying.</summary>
public enum StatementElement
{
    Action,
    Resource,
    Principal,
    Condition,
}

/// <summary>The statement that came closest to allowing a request that nothing allowed, and what kept it from it.</summary>
/// <param name="PolicyType">The type of the policy that the statement stands in.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Statement">The 0-based index of the statement in its document.</param>
/// <param name="Element">The element that failed; of several the one to look at first.</param>
/// <param name="Explanation">What was and what would be needed, such as <c>Condition StringEquals aws:RequestedRegion: is eu-west-1, needs us-east-1</c>.</param>
/// <param name="AlsoFailed">The same for further elements that failed; empty where one alone stood in the way.</param>
public sealed record NearestMiss(
    PolicyType PolicyType, string Policy, int Statement, string? Sid, StatementElement Element, string Explanation, IReadOnlyList<string> AlsoFailed);
