using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Federation.Saml;

/// <summary>Either the identity or why there is none.</summary>
public readonly struct SamlResult
{
    private SamlResult(SamlIdentity? identity, SamlRefusalKind refusal)
    {
        Identity = identity;
        Refusal = refusal;
    }

    public SamlIdentity? Identity { get; }

    /// <summary>Gets why; says nothing of a valid response.</summary>
    public SamlRefusalKind Refusal { get; }

    [MemberNotNullWhen(true, nameof(Identity))]
    public bool IsValid => Identity is not null;

    public static implicit operator SamlResult(SamlIdentity identity) => new(identity, default);

    public static implicit operator SamlResult(SamlRefusalKind refusal) => new(null, refusal);

    public static SamlResult FromSamlIdentity(SamlIdentity identity) => identity;

    public static SamlResult FromSamlRefusalKind(SamlRefusalKind refusal) => refusal;
}
