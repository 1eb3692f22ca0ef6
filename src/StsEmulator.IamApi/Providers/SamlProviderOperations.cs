using StsEmulator.Federation.Saml.Metadata;
using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Providers;

/// <summary>SAML providers. The metadata is read as AssumeRoleWithSAML reads it, so what is accepted here works there.</summary>
internal static class SamlProviderOperations
{
    private const string Allowed = nameof(AssertionEncryptionMode.Allowed), Required = nameof(AssertionEncryptionMode.Required);

    /// <summary>Keys of a provider: one, and the next one during a rotation. Source: IAM API model, privateKeyList.</summary>
    private const int MaximumKeys = 2;

    private const int ShortestMetadata = 1000;

    /// <summary>For how many years the real service takes metadata that does not say until when it holds.</summary>
    private const int YearsWithoutEnd = 100;

    private static readonly TextPattern Name = TextPattern.SetOf(@"[\w._-]+", "._-", acceptsEmpty: false);
    private static readonly TextPattern KeyId = TextPattern.Where("[A-Z0-9]+", static text => text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateSAMLProvider", Create),
        new("UpdateSAMLProvider", Update),
        new("GetSAMLProvider", Get),
        new("DeleteSAMLProvider", Delete),
        new("ListSAMLProviders", List),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string document = call.Read.Required("SAMLMetadataDocument", ShortestMetadata, SamlMetadata.MaximumLength);
        string name = call.Read.Required("Name", 1, 128, Name);
        var tags = call.Read.Tags();
        string? mode = call.Read.OneOf("AssertionEncryptionMode", Required, Allowed);
        string? pem = PrivateKey(call.Read);
        if ((call.Refuse(call.Arn($"saml-provider/{name}"), conditions: context => TagSet.SetRequested(context, tags)) ?? TagSet.Check(tags, StringComparer.Ordinal)) is { } refused)
            return refused;
        if (call.Account.FindSamlProvider(name) is not null)
            return IamErrors.AlreadyExists($"Provider with name {name} already exists.");
        if (call.Account.Entities.OfType<SamlProvider>().Count() >= IamQuotas.SamlProviders)
            return IamErrors.LimitExceeded("SAMLProvidersPerAccount", IamQuotas.SamlProviders);
        var provider = new SamlProvider
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            Name = name,
            SamlMetadataDocument = document,
            Tags = tags,
        };
        if (Change(call, ref provider, document, mode, pem, removed: null) is { } invalid)
            return invalid;
        return IamOutcome.Of(writer =>
        {
            writer.Text("SAMLProviderArn", provider.Arn(call.Partition));
            if (tags.Count > 0)
                writer.Tags(tags);
        }).Writing(provider);
    }

    private static IamOutcome Update(IamCall call)
    {
        var named = call.SamlProvider();
        string? document = call.Read.Optional("SAMLMetadataDocument", ShortestMetadata, SamlMetadata.MaximumLength);
        string? mode = call.Read.OneOf("AssertionEncryptionMode", Required, Allowed);
        string? pem = PrivateKey(call.Read);
        string? removed = call.Read.Optional("RemovePrivateKey", 22, 64, KeyId);
        if (Refuse(call, named) is { } refused)
            return refused;
        var provider = named.Entity!;
        return Change(call, ref provider, document, mode, pem, removed)
            ?? IamOutcome.Of(writer => writer.Text("SAMLProviderArn", provider.Arn(call.Partition))).Writing(provider);
    }

    /// <summary>Puts what a request brings into the provider, or says what is wrong with it.</summary>
    private static WireError? Change(IamCall call, ref SamlProvider provider, string? document, string? mode, string? pem, string? removed)
    {
        if (document is not null)
        {
            if (!SamlMetadata.TryRead(document, out var metadata, out _))
                return IamErrors.InvalidInput("Could not parse metadata");
            provider = provider with { SamlMetadataDocument = document, ValidUntil = metadata.ValidUntil };
        }
        if (removed is not null)
        {
            if (provider.PrivateKeys.All(key => key.KeyId != removed))
                return IamErrors.NoSuchEntity($"Private key with id {removed} not found.");
            provider = provider with { PrivateKeys = [.. provider.PrivateKeys.Where(key => key.KeyId != removed)] };
        }
        if (pem is not null)
        {
            if (!PrivateKeyPem.IsForDecryption(pem))
                return IamErrors.InvalidInput("Could not parse private key");
            var added = new SamlPrivateKey(pem, call.Now);
            if (provider.PrivateKeys.Any(key => key.KeyId == added.KeyId))
                return IamErrors.InvalidInput("The private key is already one of the provider's.");
            if (provider.PrivateKeys.Count == MaximumKeys)
                return IamErrors.LimitExceeded("PrivateKeysPerSAMLProvider", MaximumKeys);
            provider = provider with { PrivateKeys = [.. provider.PrivateKeys, added] };
        }
        if (mode is not null)
            provider = provider with { AssertionEncryptionMode = mode == Required ? AssertionEncryptionMode.Required : AssertionEncryptionMode.Allowed };
        return provider.AssertionEncryptionMode == AssertionEncryptionMode.Required && provider.PrivateKeys.Count == 0
            ? IamErrors.InvalidInput("AssertionEncryptionMode Required needs a private key: nothing else opens an encrypted assertion.")
            : null;
    }

    private static IamOutcome Get(IamCall call)
    {
        var named = call.SamlProvider();
        if (Refuse(call, named) is { } refused)
            return refused;
        var provider = named.Entity!;
        return IamOutcome.Of(writer =>
        {
            writer.Text("SAMLProviderUUID", provider.UniqueId);
            writer.Text("SAMLMetadataDocument", provider.SamlMetadataDocument);
            writer.Time("CreateDate", provider.CreateDate);
            writer.Time("ValidUntil", ValidUntil(provider));
            if (provider.Tags.Count > 0)
                writer.Tags(provider.Tags);
            if (provider.PrivateKeys.Count == 0)
                return;
            writer.Text("AssertionEncryptionMode", provider.AssertionEncryptionMode == AssertionEncryptionMode.Required ? Required : Allowed);
            writer.List("PrivateKeyList", provider.PrivateKeys, static (item, key) =>
            {
                item.Text("KeyId", key.KeyId);
                item.Time("Timestamp", key.Timestamp);
            });
        });
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = call.SamlProvider();
        return Refuse(call, named) ?? IamOutcome.Done.Deleting(named.Entity!.Key);
    }

    private static IamOutcome List(IamCall call)
    {
        if (call.Refuse(call.Arn("saml-provider/*")) is { } refused)
            return refused;
        var providers = call.Account.Entities.OfType<SamlProvider>().OrderBy(provider => provider.Name, StringComparer.Ordinal).ToList();
        return IamOutcome.Of(writer => writer.List("SAMLProviderList", providers, (item, provider) =>
        {
            item.Text("Arn", provider.Arn(call.Partition));
            item.Time("ValidUntil", ValidUntil(provider));
            item.Time("CreateDate", provider.CreateDate);
        }));
    }

    private static WireError? Refuse(IamCall call, TaggedEntity<SamlProvider> named) =>
        call.Refuse(named.Arn, named.Entity?.Tags) ?? (named.Entity is null ? named.Missing : null);

    private static string? PrivateKey(ParameterReader reader) => reader.Optional("AddPrivateKey", 1, 16_384, TextPattern.Policy, isSensitive: true);

    private static DateTimeOffset ValidUntil(SamlProvider provider) => provider.ValidUntil ?? provider.CreateDate.AddYears(YearsWithoutEnd);
}
