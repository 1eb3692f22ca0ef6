namespace StsEmulator.Verifier;

/// <summary>How the verifier is guarded.</summary>
/// <param name="AdminToken">
/// The token that calls must carry as <c>authorization: Bearer</c>. Null: none, for listeners that only loopback can reach.
/// </param>
public sealed record VerifierOptions(string? AdminToken = null)
{
    // INVARIANT: the token is a secret and stays out of every generated text.
    public override string ToString() => nameof(VerifierOptions);
}
