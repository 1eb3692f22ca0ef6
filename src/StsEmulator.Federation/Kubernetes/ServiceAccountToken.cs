using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Kubernetes;

/// <summary>
/// A service-account token as a kubelet projects it into a pod, taken apart; whoever holds only this knows what the token says, not
/// whether it is true. Source: Kubernetes, "Managing Service Accounts", bound service account tokens.
/// </summary>
public sealed record ServiceAccountToken
{
    private const string SubjectPrefix = "system:serviceaccount:";

    private ServiceAccountToken(CompactToken compact, TokenClaims claims) => (Compact, Claims) = (compact, claims);

    public string Issuer => Claims.Issuer;

    /// <summary>Gets when it expires, seconds since 1970.</summary>
    public long Expires => Claims.Expires;

    /// <summary>Gets from when it is good, seconds since 1970; null when it does not say.</summary>
    public long? NotBefore => Claims.NotBefore;

    public required string Namespace { get; init; }

    public required string ServiceAccount { get; init; }

    public required string PodName { get; init; }

    public required string PodUid { get; init; }

    internal CompactToken Compact { get; }

    internal TokenClaims Claims { get; }

    /// <summary>Takes a token apart.</summary>
    /// <param name="problem">What is wrong with it; it shows nothing of the token.</param>
    public static bool TryRead(
        string token, WebIdentityRules rules, [NotNullWhen(true)] out ServiceAccountToken? read, [NotNullWhen(false)] out string? problem)
    {
        read = null;
        if (CompactToken.TryRead(token, rules.MaximumTokenLength) is not { } compact)
        {
            problem = "token is malformed: not three base64url parts, or not signed with an accepted algorithm";
            return false;
        }
        if (!TokenClaims.TryRead(compact.Payload, out var claims, out var refusal))
        {
            problem = refusal.Claim is { } claim ? $"the claim {claim} is missing" : "the claims are not well-formed";
            return false;
        }
        read = ReadPod(compact, claims);
        problem = read is null ? "the claim kubernetes.io with namespace, serviceaccount and pod is missing, or sub does not agree with it" : null;
        return read is not null;
    }

    // INVARIANT: the generated text of a record would print the payload.
    public override string ToString() => $"ServiceAccountToken {Namespace}/{ServiceAccount}";

    private static ServiceAccountToken? ReadPod(CompactToken compact, TokenClaims claims)
    {
        using var document = TokenJson.TryParseObject(compact.Payload);
        if (document is null
            || !document.RootElement.TryGetProperty("kubernetes.io", out var kubernetes) || kubernetes.ValueKind != JsonValueKind.Object
            || Text(kubernetes, "namespace") is not { } space
            || Member(kubernetes, "serviceaccount") is not ({ } account, _)
            || Member(kubernetes, "pod") is not ({ } pod, { } podUid)
            || claims.Subject != $"{SubjectPrefix}{space}:{account}")
        {
            return null;
        }
        return new ServiceAccountToken(compact, claims) { Namespace = space, ServiceAccount = account, PodName = pod, PodUid = podUid };
    }

    private static (string? Name, string? Uid) Member(JsonElement kubernetes, string name) =>
        kubernetes.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object
            ? (Text(member, "name"), Text(member, "uid"))
            : default;

    private static string? Text(JsonElement parent, string name) =>
        TokenJson.TryText(parent, name, out string? text) && !string.IsNullOrEmpty(text) ? text : null;
}
