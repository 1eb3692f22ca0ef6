namespace StsEmulator.Federation.Saml;

/// <summary>The limits of a SAML response, and where this service is.</summary>
public sealed record SamlRules
{
    public static SamlRules Default { get; } = new();

    /// <summary>Gets the longest base64 text. Characters, 100 000. Source: STS API model 2011-06-15, SAMLAssertion.</summary>
    public int MaximumLength { get; init; } = 100_000;

    /// <summary>Gets how long after its issue an assertion is taken, 5 minutes. Source: STS API reference, AssumeRoleWithSAML, ExpiredToken.</summary>
    public TimeSpan RedemptionTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets how far a provider's clock may be ahead, 1 minute: many issue an assertion that is valid from this instant. The real service's
    /// number is not published. An end is an end, without grace.
    /// </summary>
    public TimeSpan ClockLead { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets recipients that are this service beside the real sign-in addresses and <c>/saml</c> on a loopback address: the sign-in
    /// address that browsers see where that is another one.
    /// </summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}
