using System.Text;

namespace StsEmulator.Ldap.Protocol;

/// <summary>What a search found: a DN, and the attributes that were asked for.</summary>
internal sealed record LdapEntry(string DistinguishedName, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Attributes)
{
    /// <summary>The first value of an attribute as text; null when there is none, or no text.</summary>
    public string? Text(string attribute) => Texts(attribute).FirstOrDefault();

    /// <summary>The values of an attribute that are text.</summary>
    public IEnumerable<string> Texts(string attribute) =>
        Values(attribute).Select(AsText).OfType<string>().Where(text => text.Length > 0);

    public IReadOnlyList<byte[]> Values(string attribute) => Attributes.GetValueOrDefault(attribute) ?? [];

    private static string? AsText(byte[] value) =>
        System.Text.Unicode.Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : null;
}

/// <summary>What a search found, and whether there was more than it may find.</summary>
internal sealed record LdapSearchResult(IReadOnlyList<LdapEntry> Entries, bool IsCutShort);

/// <summary>The result codes that mean something here. Source: RFC 4511, appendix A.</summary>
internal enum LdapResultCode
{
    Success = 0,
    SizeLimitExceeded = 4,
    AdminLimitExceeded = 11,
    ConstraintViolation = 19,
    NoSuchObject = 32,
    InvalidDnSyntax = 34,
    InappropriateAuthentication = 48,
    InvalidCredentials = 49,
    InsufficientAccessRights = 50,
    UnwillingToPerform = 53,
}

/// <summary>The directory does not answer, or answers what is no LDAP. The message holds no value that anybody typed.</summary>
internal sealed class LdapFailureException(string message, Exception? inner = null) : Exception(message, inner);
