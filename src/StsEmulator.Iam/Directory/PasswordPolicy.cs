using System.Buffers;

namespace StsEmulator.Iam.Directory;

/// <summary>
/// The rules for passwords of an account's users. The defaults of the members are those of UpdateAccountPasswordPolicy; an account
/// without a policy goes by <see cref="Accepts(PasswordPolicy, string)"/>'s default.
/// </summary>
/// <remarks>Source: IAM API reference, UpdateAccountPasswordPolicy; IAM User Guide, "Set an account password policy for IAM users".</remarks>
public sealed record PasswordPolicy
{
    /// <summary>What counts as a symbol. Source: UpdateAccountPasswordPolicy, RequireSymbols.</summary>
    private static readonly SearchValues<char> Symbols = SearchValues.Create("!@#$%^&*()_+-=[]{}|'");

    /// <summary>The shortest password where no policy was set, and how many of the four kinds of characters it needs.</summary>
    private const int DefaultLength = 8, DefaultKinds = 3;

    /// <summary>Gets the shortest password, 6 to 128 characters, default 6.</summary>
    public int MinimumPasswordLength { get; init; } = 6;

    public bool RequireSymbols { get; init; }

    public bool RequireNumbers { get; init; }

    public bool RequireUppercaseCharacters { get; init; }

    public bool RequireLowercaseCharacters { get; init; }

    /// <summary>Gets whether users may change their own passwords without a policy that says so.</summary>
    public bool AllowUsersToChangePassword { get; init; }

    /// <summary>Gets after how many days a password expires, 1 to 1 095; null for never.</summary>
    public int? MaxPasswordAge { get; init; }

    /// <summary>Gets how many earlier passwords may not be used again, 1 to 24; null for none.</summary>
    public int? PasswordReusePrevention { get; init; }

    /// <summary>Gets whether an expired password can no longer be changed by its user; null where it was never said.</summary>
    public bool? HardExpiry { get; init; }

    /// <summary>Says whether a password has what an account asks for.</summary>
    public static bool Accepts(PasswordPolicy? policy, string password)
    {
        bool hasUpper = password.Any(char.IsAsciiLetterUpper), hasLower = password.Any(char.IsAsciiLetterLower);
        bool hasNumber = password.Any(char.IsAsciiDigit), hasSymbol = password.AsSpan().ContainsAny(Symbols);
        if (policy is null)
        {
            int kinds = (hasUpper ? 1 : 0) + (hasLower ? 1 : 0) + (hasNumber ? 1 : 0) + (hasSymbol ? 1 : 0);
            return password.Length >= DefaultLength && kinds >= DefaultKinds;
        }
        return password.Length >= policy.MinimumPasswordLength
            && (hasUpper || !policy.RequireUppercaseCharacters) && (hasLower || !policy.RequireLowercaseCharacters)
            && (hasNumber || !policy.RequireNumbers) && (hasSymbol || !policy.RequireSymbols);
    }

    /// <summary>Says whether a password was one of those that may not be used again; the present one counts.</summary>
    public static bool IsReused(PasswordPolicy? policy, LoginProfile profile, string password) =>
        policy?.PasswordReusePrevention is { } count
        && profile.EarlierPasswords.Prepend(profile.Password).Take(count).Any(earlier => earlier.Verify(password));

    /// <summary>Gets when a password expires; null where it never does.</summary>
    public static DateTimeOffset? ExpiryOf(PasswordPolicy? policy, LoginProfile profile) =>
        policy?.MaxPasswordAge is { } days ? profile.PasswordDate.AddDays(days) : null;
}
