using StsEmulator.Federation.Saml.Issuing;

namespace StsEmulator.Federation.Saml;

/// <summary>The roles that a valid response offers, with the provider each is reached through.</summary>
/// <param name="Refusal">Why there are none; says nothing where there are.</param>
public sealed record SamlOffer(IReadOnlyList<SamlRolePair> Roles, SamlRefusalKind Refusal);
