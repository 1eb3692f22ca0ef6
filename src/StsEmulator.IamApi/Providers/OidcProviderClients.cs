using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Providers;

/// <summary>The audiences that a provider's tokens may have. Adding one that is there, and removing one that is not, succeeds.</summary>
internal static class OidcProviderClients
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("AddClientIDToOpenIDConnectProvider", call => Change(call, static (present, client) => [.. present.Where(other => other != client), client])),
        new("RemoveClientIDFromOpenIDConnectProvider", call => Change(call, static (present, client) => [.. present.Where(other => other != client)])),
    ];

    private static IamOutcome Change(IamCall call, Func<IReadOnlyList<string>, string, IReadOnlyList<string>> change)
    {
        var named = call.OidcProvider();
        string client = call.Read.Required("ClientID", 1, 255);
        if (OidcProviderOperations.Refuse(call, named) is { } refused)
            return refused;
        OidcProvider provider = named.Entity!;
        var clients = change(provider.ClientIdList, client);
        if (clients.Count == provider.ClientIdList.Count)
            return IamOutcome.Done;
        return OidcProviderOperations.CheckClients(clients) ?? IamOutcome.Done.Writing(provider with { ClientIdList = clients });
    }
}
