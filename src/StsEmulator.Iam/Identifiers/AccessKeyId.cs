using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Identifiers;

/// <summary>
/// An access key id. Issued ids have 20 characters and encode their account; a seed may hold any id of 4 to 128 word characters.
/// </summary>
[JsonConverter(typeof(AccessKeyIdJsonConverter))]
public readonly record struct AccessKeyId
{
    public const int MinimumLength = 4;
    public const int MaximumLength = 128;

    private readonly string? value;

    private AccessKeyId(string value) => this.value = value;

    public string Value => value ?? "";

    /// <summary>Gets whether the id is one of temporary credentials, which are valid only together with their session token.</summary>
    public bool IsTemporary => Value.StartsWith("ASIA", StringComparison.Ordinal);

    public static bool TryParse([NotNullWhen(true)] string? text, out AccessKeyId id)
    {
        id = default;
        if (text is null || text.Length is < MinimumLength or > MaximumLength)
            return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }
        id = new AccessKeyId(text);
        return true;
    }

    public static AccessKeyId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("An access key id has 4 to 128 word characters.");

    /// <summary>Reads the account that the id encodes; false for ids of the old format and for seeded ids of another shape.</summary>
    public bool TryGetAccount(out AccountId account) => EncodedAccount.TryRead(Value, out account);

    public override string ToString() => Value;
}
