using System.Collections.Concurrent;
using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;

namespace StsEmulator.Verifier.Verification;

/// <summary>
/// What callers pin, ready for the check. A caller pins the same service and region in every message, so those are made once; bounded,
/// because the names are the caller's.
/// </summary>
internal sealed class ExpectationCache
{
    private const int Capacity = 1024;

    private static readonly SignatureRules AllowingUnsignedPayload = new() { AllowUnsignedPayload = true };

    private readonly ConcurrentDictionary<(string Service, string Region), ScopeExpectation> scopes = new();

    public AuthenticationExpectation For(VerifyQuestion question)
    {
        var scope = Scope(question.ExpectedService, question.ExpectedRegions);
        if (scope == ScopeExpectation.Any && !question.Explain && !question.AllowUnsignedPayload && question.ReceivedAt is null)
            return AuthenticationExpectation.Any;
        return new AuthenticationExpectation
        {
            Scope = scope,
            Rules = question.AllowUnsignedPayload ? AllowingUnsignedPayload : SignatureRules.Strict,
            ReceivedAt = question.ReceivedAt?.ToDateTimeOffset(),
            Explains = question.Explain,
        };
    }

    private ScopeExpectation Scope(string service, IReadOnlyList<string> regions)
    {
        if (service.Length == 0 && regions.Count == 0)
            return ScopeExpectation.Any;
        if (regions.Count > 1)
            return Make(service, [.. regions]);
        string region = regions.Count == 0 ? "" : regions[0];
        if (scopes.TryGetValue((service, region), out var known))
            return known;
        var made = Make(service, region.Length == 0 ? null : [region]);
        if (scopes.Count >= Capacity)
            scopes.Clear();
        scopes[(service, region)] = made;
        return made;
    }

    private static ScopeExpectation Make(string service, string[]? regions) => new(service.Length == 0 ? null : service, regions);
}
