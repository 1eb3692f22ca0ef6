using System.Security.Cryptography;
using System.Text;
using System.Xml;
using StsEmulator.Federation.Saml.Assertions;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Federation.Saml.Encryption;
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
public sealed class SamlValidator(IOneTimeStore once, TimeProvider clock, SamlRules rules)
{
    /// <summary>
    /// How long at least and at most a used assertion is remembered. It cannot be redeemed for longer than minutes; the hour outlives
    /// a clock that a test sets back and forth.
    /// </summary>
    private static readonly TimeSpan ShortestMemory = TimeSpan.FromHours(1), LongestMemory = TimeSpan.FromHours(36);

    private readonly KnownMetadata known = new();

    /// <param name="account">The account of the provider; null when there is no such account.</param>
    /// <param name="providerArn">The provider that the caller names.</param>
    /// <param name="roleArn">The role that the caller asks for.</param>
    /// <param name="response">The base64 of the response.</param>
    public async ValueTask<SamlResult> ValidateAsync(
        AccountDirectory? account, string providerArn, string roleArn, string response, CancellationToken cancellationToken)
    {
        var result = Read(account, providerArn, roleArn, response, out var claim);
        if (!result.IsValid)
            return result;
        var memory = claim.NotOnOrAfter - clock.GetUtcNow();
        memory = memory < ShortestMemory ? ShortestMemory : memory > LongestMemory ? LongestMemory : memory;
        return await once.TryClaimAsync(claim.Key, memory, cancellationToken) ? result : SamlRefusalKind.Replayed;
    }

    private SamlResult Read(AccountDirectory? account, string providerArn, string roleArn, string response, out (string Key, DateTimeOffset NotOnOrAfter) claim)
    {
        claim = default;
        byte[] octets = new byte[response.Length];
        if (response.Length > rules.MaximumLength || !Convert.TryFromBase64String(response, octets, out int length) || length == 0)
            return SamlRefusalKind.NotBase64;
        if (Find(account, providerArn) is not { } provider)
            return SamlRefusalKind.UnknownProvider;
        if (BoundedXml.TryLoad(octets[..length], rules.MaximumLength) is not { } document)
            return SamlRefusalKind.NotAResponse;
        if (known.Find(provider) is not { } metadata)
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
        if (assertion.Attribute("Version") != "2.0" || assertion.Attribute("ID") is not { Length: > 0 } id || Validity.Read(assertion) is not { } validity)
            return SamlRefusalKind.NotAResponse;
        if (assertion.Only("Issuer", SamlNames.Assertion)?.Text()?.Trim() is not { } issuer || issuer != metadata.EntityId)
            return SamlRefusalKind.IncorrectIssuer;
        if (Subject.Read(assertion, rules) is not { } subject)
            return SamlRefusalKind.NoSubjectConfirmation;
        if (!Validity.IsForThisService(assertion, rules))
            return SamlRefusalKind.IncorrectAudience;
        var now = clock.GetUtcNow();
        if (validity.Check(now, subject.NotOnOrAfter, rules) is { } untimely)
            return untimely;

        var attributes = AssertionAttributes.Read(assertion);
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
