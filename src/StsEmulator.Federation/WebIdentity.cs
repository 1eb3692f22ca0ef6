using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation;

/// <summary>Who a valid web identity token speaks of. The token itself is not kept.</summary>
public sealed record WebIdentity
{
    /// <summary>Gets the issuer exactly as the token carries it.</summary>
    public required string Issuer { get; init; }

    /// <summary>Gets the ARN of the provider registered in the role's account.</summary>
    public required string ProviderArn { get; init; }

    /// <summary>
    /// Gets the name by which trust policies may also speak of the issuer; null where there is none. Only providers of ID tokens are here: the
    /// two others of their kind, <c>graph.facebook.com</c> and <c>www.amazon.com</c>, hand out access tokens, which nobody can verify offline.
    /// </summary>
    /// <remarks>Source: IAM user guide, "Principal": `Federated` in trust policies. The provider has to be registered all the same, for its client ids.</remarks>
    public string? WellKnownProvider => Issuer switch
    {
        "https://accounts.google.com" => "accounts.google.com",
        "https://cognito-identity.amazonaws.com" => "cognito-identity.amazonaws.com",
        _ => null,
    };

    public required string Subject { get; init; }

    /// <summary>
    /// Gets the value that was found among the provider's client ids: <c>azp</c> where the token has one, else a member of <c>aud</c>.
    /// </summary>
    public required string Audience { get; init; }

    /// <summary>
    /// Gets the condition keys for trust policies: <c>issuer:aud</c>, <c>:sub</c>, and <c>:azp</c>, <c>:oaud</c>, <c>:amr</c> where known.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> ConditionKeys { get; init; }

    /// <summary>Gets the condition keys that stay with the session: of a general provider <c>aud</c>, <c>sub</c> and <c>amr</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> SessionContext { get; init; }

    /// <summary>Gets the session tags; each one is well-formed, whether they go together is for the role assumption to say.</summary>
    public required IReadOnlyList<Tag> Tags { get; init; }

    public required IReadOnlyList<string> TransitiveTagKeys { get; init; }

    public required string? SourceIdentity { get; init; }
}
