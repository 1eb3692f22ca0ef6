namespace StsEmulator.IamApi;

/// <summary>
/// One IAM operation: a pure function of a call and the directory it is made in. A writing operation gives the change beside its answer; when
/// another writer was first, it is asked again with what stands then, so that whatever it checked holds when the change is written.
/// </summary>
public sealed record IamOperation(string Action, Func<IamCall, IamOutcome> Execute)
{
    /// <summary>Gets what has to be awaited before the function runs, such as facts that the directory does not hold; null for nothing.</summary>
    public Func<IamCall, CancellationToken, ValueTask>? Prepare { get; init; }
}
