using System.Text;
using StsEmulator.IdentityProvider.Users;
using StsEmulator.Ldap.Protocol;

namespace StsEmulator.Ldap.Users;

/// <summary>Makes users of entries.</summary>
internal sealed class LdapUserReader(LdapSettings settings)
{
    /// <summary>The most groups that a user has, as many as a user of the seed may have.</summary>
    public const int MaximumGroups = 200;

    /// <summary>The longest subject, in characters. Source: OpenID Connect Core 1.0, section 2.</summary>
    private const int MaximumSubject = 255;

    /// <summary>Active Directory's id, 16 bytes that are no text.</summary>
    private const string ObjectGuid = "objectGUID";

    private readonly LdapAttributes names = settings.Attributes;

    /// <summary>What a search asks for, and nothing else.</summary>
    public IReadOnlyCollection<string> Attributes { get; } = new HashSet<string>(
        new[]
        {
            settings.Attributes.Subject,
            settings.Attributes.UserName,
            settings.Attributes.DisplayName,
            settings.Attributes.Email,
            settings.Attributes.SourceIdentity,
            settings.GroupSearch is null ? settings.Attributes.Groups : null,
        }.OfType<string>().Concat(settings.AwsTags.Values),
        StringComparer.OrdinalIgnoreCase);

    private bool IsGuid => names.Subject.Equals(ObjectGuid, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives null for an entry without exactly one subject of visible ASCII.</summary>
    public IdentityUser? Read(LdapEntry entry)
    {
        if (entry.Values(names.Subject) is not [var value] || Subject(value) is not { } subject)
            return null;
        string userName = entry.Text(names.UserName) ?? subject;
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach (var (key, attribute) in settings.AwsTags)
        {
            if (entry.Text(attribute) is { } tag)
                tags[key] = tag;
        }
        return new IdentityUser
        {
            UserName = userName,
            Subject = subject,
            DisplayName = entry.Text(names.DisplayName) ?? userName,
            Email = entry.Text(names.Email),
            Groups = settings.GroupSearch is null ? GroupNames(entry.Texts(names.Groups)) : [],
            AwsTags = tags,
            SourceIdentity = names.SourceIdentity is { } source ? entry.Text(source) : null,
        };
    }

    /// <summary>Gives the attribute's value for a subject; null when no entry can have it.</summary>
    public byte[]? SubjectValue(string subject)
    {
        if (!IsSubject(subject))
            return null;
        if (!IsGuid)
            return Encoding.UTF8.GetBytes(subject);
        return Guid.TryParseExact(subject, "D", out var guid) ? guid.ToByteArray() : null;
    }

    public static IReadOnlyList<string> GroupNames(IEnumerable<string> values) =>
        [.. values.Select(DistinguishedName.FirstValue).Distinct(StringComparer.Ordinal).Take(MaximumGroups)];

    private string? Subject(byte[] value)
    {
        if (IsGuid)
            return value.Length == 16 ? new Guid(value).ToString("D") : null;
        string text = Encoding.UTF8.GetString(value);
        return IsSubject(text) ? text : null;
    }

    private static bool IsSubject(string text) =>
        text.Length is > 0 and <= MaximumSubject && !text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E');
}
