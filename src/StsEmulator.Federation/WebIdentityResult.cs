using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Federation;

/// <summary>Either the identity or the refusal.</summary>
public readonly struct WebIdentityResult
{
    private WebIdentityResult(WebIdentity? identity, WebIdentityRefusal? refusal)
    {
        Identity = identity;
        Refusal = refusal;
    }

    public WebIdentity? Identity { get; }

    public WebIdentityRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Identity))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsValid => Identity is not null;

    public static implicit operator WebIdentityResult(WebIdentity identity) => new(identity, null);

    public static implicit operator WebIdentityResult(WebIdentityRefusal refusal) => new(null, refusal);

    public static WebIdentityResult FromWebIdentity(WebIdentity identity) => identity;

    public static WebIdentityResult FromWebIdentityRefusal(WebIdentityRefusal refusal) => refusal;
}
