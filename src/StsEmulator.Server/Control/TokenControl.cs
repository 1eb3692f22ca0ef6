using StsEmulator.Federation.TestIssuers;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Time;

namespace StsEmulator.Server.Control;

/// <summary>Mints tokens of the issuers that the seed declares as test issuers, so that a pipeline can be rehearsed without its provider.</summary>
internal sealed class TokenControl(TestIssuerKeys keys, LiveDirectory directory, IdentifierGenerator ids, EmulatorClock clock)
{
    public async ValueTask<ControlAnswer> MintAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        var body = await ControlBody.ReadAsync(request.Http.Request, cancellationToken);
        if (!MintRequest.TryRead(body, out var asked, out string? problem))
            return ControlAnswer.Invalid(problem);
        if (FindIssuer(asked.Issuer) is not { } issuer)
            return ControlAnswer.NotFound("No account has a provider with this `Issuer` that the seed declares as `TestIssuer: true`.");
        var now = clock.GetUtcNow();
        var claims = asked.Write(now, issuer.ClientIdList.Count > 0 ? issuer.ClientIdList[0] : null, Convert.ToHexStringLower(ids.Key(16)));
        string token = await keys.SignAsync(claims, asked.Algorithm, cancellationToken);
        return ControlAnswer.Created(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("Token"u8, token);
            writer.WriteEndObject();
        });
    }

    private OidcProvider? FindIssuer(string url)
    {
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        return scheme <= 0 ? null : directory.Current.Accounts
            .Select(account => account.FindOidcProvider(url[(scheme + 3)..]))
            .FirstOrDefault(provider => provider is { IsTestIssuer: true } && provider.Url == url);
    }
}
