namespace StsEmulator.SigV4;

/// <summary>Compares a credential scope with the endpoint's: terminator, date, service, region. All faults are reported at once.</summary>
public static class ScopeCheck
{
    /// <remarks>Date and time are compared as text, so that a request signed just before midnight UTC stays valid after it.</remarks>
    public static bool TryPass(in PresentedSignature presented, ScopeExpectation expectation, out SignatureRefusal refusal)
    {
        var scope = presented.Scope;
        var faults =
            (expectation.AcceptsRegion(scope.Region.Span) ? 0 : ScopeFaults.Region) |
            (expectation.AcceptsService(scope.Service.Span) ? 0 : ScopeFaults.Service) |
            (scope.Terminator.Span.SequenceEqual(CredentialScope.ExpectedTerminator) ? 0 : ScopeFaults.Terminator) |
            (scope.Date.Span.SequenceEqual(presented.SignedAtText.Span[..8]) ? 0 : ScopeFaults.Date);
        refusal = default;
        if (faults == ScopeFaults.None)
            return true;

        refusal = SignatureRefusal.Because(SignatureFailure.ScopeMismatch, presented.Location) with
        {
            Scope = new ScopeMismatch(
                faults,
                SignatureRefusal.Cut(scope.Date.Span),
                SignatureRefusal.Cut(scope.Region.Span),
                SignatureRefusal.Cut(scope.Service.Span),
                SignatureRefusal.Cut(scope.Terminator.Span),
                presented.SignedAtText.ToString(),
                expectation.Service,
                expectation.Region),
        };
        return false;
    }
}
