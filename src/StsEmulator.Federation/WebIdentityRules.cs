namespace StsEmulator.Federation;

/// <summary>The limits of a web identity token.</summary>
/// <param name="MaximumTokenLength">Characters, 20 000. Source: STS API model 2011-06-15, WebIdentityToken.</param>
/// <param name="MaximumAge">How long after <c>iat</c> a token is taken, 24 h. The real service's number is not published.</param>
public sealed record WebIdentityRules(int MaximumTokenLength, TimeSpan MaximumAge)
{
    public static WebIdentityRules Default { get; } = new(20_000, TimeSpan.FromHours(24));
}
