using System.Collections.Concurrent;
using Google.Protobuf.Collections;
using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

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

    public AuthenticationExpectation For(VerifyRequest message)
    {
        var scope = Scope(message.ExpectedService, message.ExpectedRegions);
        if (scope == ScopeExpectation.Any && !message.Explain && !message.AllowUnsignedPayload && message.ReceivedAt is null)
            return AuthenticationExpectation.Any;
        return new AuthenticationExpectation
        {
            Scope = scope,
            Rules = message.AllowUnsignedPayload ? AllowingUnsignedPayload : SignatureRules.Strict,
            ReceivedAt = message.ReceivedAt?.ToDateTimeOffset(),
            Explains = message.Explain,
        };
    }

    private ScopeExpectation Scope(string service, RepeatedField<string> regions)
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
