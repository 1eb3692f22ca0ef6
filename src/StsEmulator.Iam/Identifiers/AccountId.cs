using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Identifiers;

/// <summary>An account id: exactly 12 decimal digits.</summary>
[JsonConverter(typeof(AccountIdJsonConverter))]
public readonly record struct AccountId
{
    private readonly ulong number;

    private AccountId(ulong number) => this.number = number;

    /// <summary>Gets the id as a number, 0 to 999 999 999 999; this is what access key ids and unique ids encode.</summary>
    public ulong Number => number;

    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId account) => TryParse(text.AsSpan(), out account);

    public static bool TryParse(ReadOnlySpan<char> text, out AccountId account)
    {
        account = default;
        if (text.Length != 12 || text.ContainsAnyExceptInRange('0', '9'))
            return false;
        account = new AccountId(ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    public static AccountId Parse(string text) =>
        TryParse(text, out var account) ? account : throw new FormatException("An account id has exactly 12 digits.");

    public override string ToString() => number.ToString("D12", CultureInfo.InvariantCulture);
}
