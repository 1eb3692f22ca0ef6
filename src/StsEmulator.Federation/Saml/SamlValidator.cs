using System.Security.Cryptography;
using System.Text;
using System.Xml;
using StsEmulator.Federation.Saml.Assertions;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Federation.Saml.Encryption;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Federation.Saml.Metadata;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Federation.Saml;

/// <summary>
/// Says who a SAML response speaks of, if a provider registered in the account vouches for it, and takes each assertion once for a role.
/// The trust policy, which comes after, is not judged here.
/// </summary>
/// <param name="once">Where used assertions are remembered, over all replicas.</param>
/// <param name="clock">The emulator's clock.</param>
/// <param name="builtIn">The built-in identity provider; null where there is none.</param>
public sealed class SamlValidator(IOneTimeStore once, TimeProvider clock, SamlRules rules, BuiltInSamlProvider? builtIn = null)
{
    /// <summary>
    /// How long at least and at most a used assertion is remembered. It cannot be redeemed for longer than minutes; the hour outlives
    /// a clock that a test sets back and forth.
    /// </summary>
    private static readonly TimeSpan ShortestMemory = TimeSpan.FromHours(1), LongestMemory = TimeSpan.FromHours(36);

    /// <summary>The most providers that a response is tried with when it does not say whose it is for: a company has one in each account.</summary>
    private const int MaximumProviders = 64;

    private readonly KnownMetadata known = new(builtIn);

    /// <param name="account">The account of the provider; null when there is no such account.</param>
    /// <param name="providerArn">The provider that the caller names.</param>
    /// <param name="roleArn">The role that the caller asks for.</param>
    /// <param name="response">The base64 of the response.</param>
    public async ValueTask<SamlResult> ValidateAsync(
        AccountDirectory? account, string providerArn, string roleArn, string response, CancellationToken cancellationToken)
    {
        var provider = Find(account, providerArn);
        var metadata = provider is null ? null : await known.FindAsync(provider, cancellationToken);
        var result = Read(account, provider, metadata, roleArn, response, out var claim);
        if (!result.IsValid)
            return result;
        var memory = claim.NotOnOrAfter - clock.GetUtcNow();
        memory = memory < ShortestMemory ? ShortestMemory : memory > LongestMemory ? LongestMemory : memory;
        return await once.TryClaimAsync(claim.Key, memory, cancellationToken) ? result : SamlRefusalKind.Replayed;
    }

    /// <summary>
    /// Finds the roles that a response offers, for a page that lets a person choose. Nothing is claimed: what is chosen is validated by itself.
    /// </summary>
    public async ValueTask<SamlOffer> FindRolesAsync(DirectorySnapshot directory, string response, CancellationToken cancellationToken)
    {
        if (Decode(response) is not { } octets)
            return new SamlOffer([], SamlRefusalKind.NotBase64);
        if (BoundedXml.TryLoad(octets, rules.MaximumLength)?.DocumentElement is not { } root)
            return new SamlOffer([], SamlRefusalKind.NotAResponse);
        string? issuer = root.Only("Issuer", SamlNames.Assertion)?.Text()?.Trim()
            ?? root.Only("Assertion", SamlNames.Assertion)?.Only("Issuer", SamlNames.Assertion)?.Text()?.Trim();
        List<SamlRolePair> roles = [];
        SamlRefusalKind? refusal = null;
        int tried = 0;
        foreach (var account in directory.Accounts.OrderBy(account => account.Id.Number))
        {
            foreach (var provider in account.Entities.OfType<SamlProvider>().OrderBy(provider => provider.Name, StringComparer.Ordinal))
            {
                if (await known.FindAsync(provider, cancellationToken) is not { } metadata || (issuer is not null && metadata.EntityId != issuer) || ++tried > MaximumProviders)
                    continue;
                var (offered, refused) = Offered(octets, account, provider, metadata);
                roles.AddRange(offered);
                refusal ??= refused;
            }
        }
        return new SamlOffer(roles, refusal ?? (tried == 0 ? SamlRefusalKind.UnknownProvider : SamlRefusalKind.RoleNotOffered));
    }

    private (IReadOnlyList<SamlRolePair> Roles, SamlRefusalKind? Refusal) Offered(
        byte[] octets, AccountDirectory account, SamlProvider provider, SamlMetadata metadata)
    {
        if (BoundedXml.TryLoad(octets, rules.MaximumLength) is not { } document)
            return ([], SamlRefusalKind.NotAResponse);
        var (assertion, refusal) = new ResponseEnvelope(metadata, new AssertionDecryption(provider), rules.MaximumLength).Open(document);
        if (assertion is null)
            return ([], refusal);
        var (current, problem) = CurrentAssertion.Read(assertion, metadata, rules, clock.GetUtcNow());
        return current is null
            ? ([], problem)
            : ([.. SessionAttributes.RolesThrough(current.Attributes, provider.Arn(account.Partition)).Select(role => new SamlRolePair(role, provider.Arn(account.Partition)))], null);
    }

    /// <summary>The octets of a base64 text; null when it is none, too long or empty.</summary>
    private byte[]? Decode(string response)
    {
        if (response.Length > rules.MaximumLength)
            return null;
        byte[] octets = new byte[response.Length];
        return Convert.TryFromBase64String(response, octets, out int length) && length > 0 ? octets[..length] : null;
    }

    private SamlResult Read(
        AccountDirectory? account, SamlProvider? provider, SamlMetadata? metadata, string roleArn, string response,
        out (string Key, DateTimeOffset NotOnOrAfter) claim)
    {
        claim = default;
        if (Decode(response) is not { } octets)
            return SamlRefusalKind.NotBase64;
        if (provider is null)
            return SamlRefusalKind.UnknownProvider;
        if (BoundedXml.TryLoad(octets, rules.MaximumLength) is not { } document)
            return SamlRefusalKind.NotAResponse;
        if (metadata is null)
            return SamlRefusalKind.IncorrectIssuer;
        var (assertion, refusal) = new ResponseEnvelope(metadata, new AssertionDecryption(provider), rules.MaximumLength).Open(document);
        return assertion is null ? refusal : Read(assertion, account!, provider, metadata, roleArn, out claim);
    }

    private static SamlProvider? Find(AccountDirectory? account, string providerArn) =>
        account?.FindSamlProvider(providerArn[(providerArn.LastIndexOf('/') + 1)..]) is { } provider && provider.Arn(account.Partition) == providerArn
            ? provider : null;

    /// <summary>Reads a verified assertion. The order is that of the real service as far as it is known.</summary>
    private SamlResult Read(
        XmlElement assertion, AccountDirectory account, SamlProvider provider, SamlMetadata metadata, string roleArn,
        out (string Key, DateTimeOffset NotOnOrAfter) claim)
    {
        claim = default;
        var now = clock.GetUtcNow();
        var (current, problem) = CurrentAssertion.Read(assertion, metadata, rules, now);
        if (current is not var (id, issuer, subject, validity, attributes))
            return problem;
        string providerArn = provider.Arn(account.Partition);
        if (!SessionAttributes.Offers(attributes, roleArn, providerArn))
            return SamlRefusalKind.RoleNotOffered;
        var (session, malformed) = SessionAttributes.Read(attributes);
        if (session is null)
            return malformed;
        if (subject.NameId is not { } nameId)
            return SamlRefusalKind.MissingNameId;
        claim = (ClaimKey(providerArn, id, validity.IsForOneUse ? "" : roleArn), Later(subject.NotOnOrAfter, validity.NotOnOrAfter));
        return Identity(issuer, nameId, subject, session, attributes, provider, providerArn, Shorter(session.Duration, validity.SessionEnd - now));
    }

    private static SamlIdentity Identity(
        string issuer, string nameId, Subject subject, SessionAttributes session, AssertionAttributes attributes, SamlProvider provider, string providerArn,
        TimeSpan? longest)
    {
        string type = subject.Format.StartsWith(SamlNames.NameIdFormatPrefix, StringComparison.Ordinal)
            ? subject.Format[SamlNames.NameIdFormatPrefix.Length..] : subject.Format;
        string qualifier = SamlNameQualifier.Of(issuer, provider);
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["saml:aud"] = [subject.Recipient],
            ["saml:iss"] = [issuer],
            ["saml:sub"] = [nameId],
            ["saml:sub_type"] = [type],
            ["saml:namequalifier"] = [qualifier],
            ["saml:doc"] = [$"{provider.AccountId}/{provider.Name}"],
        };
        DirectoryKeys.AddTo(keys, attributes);
        return new SamlIdentity
        {
            ProviderArn = providerArn,
            Issuer = issuer,
            Subject = nameId,
            SubjectType = type,
            Recipient = subject.Recipient,
            NameQualifier = qualifier,
            RoleSessionName = session.RoleSessionName,
            Tags = session.Tags,
            TransitiveTagKeys = session.TransitiveTagKeys,
            SourceIdentity = session.SourceIdentity,
            LongestSession = longest,
            ConditionKeys = keys,
            SessionContext = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
            {
                ["saml:namequalifier"] = [qualifier],
                ["saml:sub"] = [nameId],
                ["saml:sub_type"] = [type],
            },
        };
    }

    /// <summary>Tools that offer every role of a person use one assertion for each of them, so a use is that of one role.</summary>
    private static string ClaimKey(string providerArn, string id, string roleArn) =>
        "saml:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{providerArn}\n{roleArn}\n{id}")));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static TimeSpan? Shorter(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;
}
