using System.Globalization;
using System.Text.RegularExpressions;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>What an assertion asks the session to be. Source: IAM user guide, "Configure SAML assertions for the authentication response".</summary>
internal sealed partial record SessionAttributes(
    string RoleSessionName, TimeSpan? Duration, IReadOnlyList<Tag> Tags, IReadOnlyList<string> TransitiveTagKeys, string? SourceIdentity)
{
    internal const string TagPrefix = "PrincipalTag:";

    /// <summary>The shortest and the longest session that can be asked for, seconds.</summary>
    private const int MinimumDuration = 900, MaximumDuration = 43_200;

    /// <summary>Tells whether the assertion offers a role through a provider: a pair of ARNs, in either order.</summary>
    public static bool Offers(AssertionAttributes attributes, string roleArn, string providerArn) => RolesThrough(attributes, providerArn).Contains(roleArn);

    /// <summary>Gives the roles that the assertion offers through a provider, each once.</summary>
    public static IEnumerable<string> RolesThrough(AssertionAttributes attributes, string providerArn) => attributes.Own("Role")
        .Select(pair => pair.Split(',') is not [var first, var second] ? null
            : second.Trim() == providerArn ? first.Trim()
            : first.Trim() == providerArn ? second.Trim()
            : null)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    public static (SessionAttributes? Session, SamlRefusalKind Refusal) Read(AssertionAttributes attributes)
    {
        var names = attributes.Own("RoleSessionName");
        if (names.Count == 0)
            return (null, attributes.HasOwn("RoleSessionName") ? SamlRefusalKind.MalformedRoleSessionName : SamlRefusalKind.MissingRoleSessionName);
        if (names is not [var name] || !NameForm.IsMatch(name))
            return (null, SamlRefusalKind.MalformedRoleSessionName);

        string? sourceIdentity = null;
        if (attributes.HasOwn("SourceIdentity"))
        {
            if (attributes.Own("SourceIdentity") is not [var given] || !SessionClaims.IsSourceIdentity(given))
                return (null, SamlRefusalKind.MalformedSourceIdentity);
            sourceIdentity = given;
        }
        TimeSpan? duration = null;
        if (attributes.HasOwn("SessionDuration"))
        {
            if (attributes.Own("SessionDuration") is not [var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
                || seconds is < MinimumDuration or > MaximumDuration)
            {
                return (null, SamlRefusalKind.MalformedSessionDuration);
            }
            duration = TimeSpan.FromSeconds(seconds);
        }
        return ReadTags(attributes, out var tags, out var transitive)
            ? (new SessionAttributes(name, duration, tags, transitive, sourceIdentity), default)
            : (null, SamlRefusalKind.MalformedTags);
    }

    /// <summary>Each tag has one value; whether they go together is for the role assumption to say.</summary>
    private static bool ReadTags(AssertionAttributes attributes, out List<Tag> tags, out List<string> transitive)
    {
        const string prefix = SamlNames.Attributes + TagPrefix;
        tags = [];
        transitive = [.. attributes.Own("TransitiveTagKeys")];
        foreach (string attribute in attributes.Names)
        {
            if (!attribute.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            if (attributes.Values(attribute) is not [var value])
                return false;
            tags.Add(new Tag(attribute[prefix.Length..], value));
        }
        return SessionClaims.AreWithinLimits(tags, transitive);
    }

    [GeneratedRegex(@"\A[a-zA-Z_0-9+=,.@-]{2,64}\z")]
    private static partial Regex NameForm { get; }
}
