using System.Collections.Frozen;

namespace StsEmulator.IdentityProvider.Clients;

/// <summary>The registered clients.</summary>
public sealed class OpenIdClients(IReadOnlyList<OpenIdClient> clients)
{
    private readonly FrozenDictionary<string, OpenIdClient> byId = clients.ToFrozenDictionary(client => client.ClientId, StringComparer.Ordinal);

    public OpenIdClient? Find(string? clientId) => clientId is null ? null : byId.GetValueOrDefault(clientId);
}
