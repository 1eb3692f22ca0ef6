using StsEmulator.Protocols.Query;

namespace StsEmulator.Sts;

/// <summary>Who may call an operation.</summary>
public enum CallerRequirement
{
    /// <summary>A signed request.</summary>
    SignedRequest,

    /// <summary>Nobody in particular: the parameters hold the proof. A signature is neither needed nor looked at.</summary>
    None,
}

/// <summary>One STS operation: values in, a value out. Reading, authenticating and writing happen around it.</summary>
public interface IStsOperation
{
    string Action { get; }

    CallerRequirement Caller { get; }

    ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken);
}
