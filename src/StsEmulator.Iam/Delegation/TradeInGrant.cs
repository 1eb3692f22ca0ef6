using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Delegation;

/// <summary>What the holder of a trade-in token gets for it.</summary>
public sealed record TradeInGrant
{
    /// <summary>Gets the ARN of the role whose permissions are delegated.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>Gets the unique id of the role at the time: a role that is re-created is not what was delegated.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>Gets the name of the session.</summary>
    public required string SessionName { get; init; }

    /// <summary>Gets how long the credentials last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets what cuts the permissions down further; null for nothing.</summary>
    public StoredPolicy? Policy { get; init; }

    /// <summary>Gets the only account whose principals may trade the token in; null for any.</summary>
    public AccountId? ProviderAccount { get; init; }

    /// <summary>Gets when the token can no longer be traded in, on the emulator's clock.</summary>
    public required DateTimeOffset Expiration { get; init; }
}
