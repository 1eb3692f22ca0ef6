using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Providers;

/// <summary>OpenID Connect providers: registered, read, deleted. One that is registered here is taken by AssumeRoleWithWebIdentity at once.</summary>
internal static class OidcProviderOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateOpenIDConnectProvider", Create),
        new("GetOpenIDConnectProvider", Get),
        new("DeleteOpenIDConnectProvider", Delete),
        new("ListOpenIDConnectProviders", List),
        new("UpdateOpenIDConnectProviderThumbprint", UpdateThumbprints),
    ];

    /// <remarks>
    /// Without thumbprints the real service fetches the top certificate of the server's chain. They only matter for servers whose certificate
    /// no public authority vouches for, so here the list stays empty and the emulator connects to nobody.
    /// </remarks>
    private static IamOutcome Create(IamCall call)
    {
        string url = call.Read.Required("Url", 1, 255);
        var clients = call.Read.Texts("ClientIDList", QueryParameters.MaximumCount, 1, 255, pattern: null);
        var thumbprints = Thumbprints(call.Read);
        var tags = call.Read.Tags();
        // A URL that no provider can have has no ARN to be judged by.
        string arn = call.Arn($"oidc-provider/{url[(url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..]}");
        if ((call.Refuse(arn, conditions: context => TagSet.SetRequested(context, tags)) ?? TagSet.Check(tags, StringComparer.Ordinal)) is { } refused)
            return refused;
        if ((CheckThumbprints(thumbprints) ?? CheckClients(clients)) is { } excess)
            return excess;
        if (!OidcProviderUrl.IsValid(url))
            return IamErrors.Validation("Invalid Open ID Connect Provider URL");
        var provider = new OidcProvider
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            Url = url,
            ClientIdList = [.. clients.Distinct(StringComparer.Ordinal)],
            ThumbprintList = thumbprints,
            Tags = tags,
        };
        if (call.Account.FindOidcProvider(provider.HostAndPath) is not null)
            return IamErrors.AlreadyExists($"Provider with url {url} already exists.");
        if (call.Account.Entities.OfType<OidcProvider>().Count() >= IamQuotas.OidcProviders)
            return IamErrors.LimitExceeded("OpenIdConnectProvidersPerAccount", IamQuotas.OidcProviders);
        return IamOutcome.Of(writer =>
        {
            writer.Text("OpenIDConnectProviderArn", provider.Arn(call.Partition));
            if (tags.Count > 0)
                writer.Tags(tags);
        }).Writing(provider);
    }

    private static IamOutcome Get(IamCall call)
    {
        var named = call.OidcProvider();
        if (Refuse(call, named) is { } refused)
            return refused;
        var provider = named.Entity!;
        return IamOutcome.Of(writer =>
        {
            writer.Text("Url", provider.HostAndPath);
            writer.Texts("ClientIDList", provider.ClientIdList);
            writer.Texts("ThumbprintList", provider.ThumbprintList);
            writer.Time("CreateDate", provider.CreateDate);
            if (provider.Tags.Count > 0)
                writer.Tags(provider.Tags);
        });
    }

    /// <remarks>As documented, deleting what is not there succeeds.</remarks>
    private static IamOutcome Delete(IamCall call)
    {
        var named = call.OidcProvider();
        if (call.Refuse(named.Arn, named.Entity?.Tags) is { } refused)
            return refused;
        return named.Entity is { } provider ? IamOutcome.Done.Deleting(provider.Key) : IamOutcome.Done;
    }

    private static IamOutcome List(IamCall call)
    {
        if (call.Refuse(call.Arn("oidc-provider/*")) is { } refused)
            return refused;
        var arns = call.Account.Entities.OfType<OidcProvider>().Select(provider => provider.Arn(call.Partition)).Order(StringComparer.Ordinal).ToList();
        return IamOutcome.Of(writer => writer.List("OpenIDConnectProviderList", arns, static (item, arn) => item.Text("Arn", arn)));
    }

    private static IamOutcome UpdateThumbprints(IamCall call)
    {
        var named = call.OidcProvider();
        var thumbprints = Thumbprints(call.Read);
        call.Read.Require("ThumbprintList", call.Parameters.HasPrefix("ThumbprintList"));
        return Refuse(call, named) ?? CheckThumbprints(thumbprints) ?? IamOutcome.Done.Writing(named.Entity! with { ThumbprintList = thumbprints });
    }

    /// <summary>Says what keeps the operation from being done with a provider: parameters, permissions, or that it is not there.</summary>
    internal static WireError? Refuse(IamCall call, TaggedEntity<OidcProvider> named) =>
        call.Refuse(named.Arn, named.Entity?.Tags) ?? (named.Entity is null ? named.Missing : null);

    internal static WireError? CheckClients(IReadOnlyList<string> clients) => clients.Count > IamQuotas.ClientIdsPerOidcProvider
        ? IamErrors.LimitExceeded("ClientIdsPerOpenIdConnectProvider", IamQuotas.ClientIdsPerOidcProvider)
        : null;

    private static IReadOnlyList<string> Thumbprints(ParameterReader reader) => reader.Texts("ThumbprintList", QueryParameters.MaximumCount, 40, 40, pattern: null);

    private static WireError? CheckThumbprints(IReadOnlyList<string> thumbprints)
    {
        if (thumbprints.Count > IamQuotas.ThumbprintsPerOidcProvider)
            return IamErrors.InvalidInput("Thumbprint list must contain fewer than 5 entries.");
        return thumbprints.FirstOrDefault(thumbprint => !thumbprint.All(char.IsAsciiHexDigit)) is { } odd
            ? IamErrors.InvalidInput($"Thumbprint {odd} is not the SHA-1 digest of a certificate in 40 hexadecimal digits.")
            : null;
    }
}
