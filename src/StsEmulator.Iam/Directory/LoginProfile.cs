namespace StsEmulator.Iam.Directory;

/// <summary>What an IAM user signs in with at the sign-in pages.</summary>
/// <param name="Password">The password that stands.</param>
public sealed record LoginProfile(PasswordDigest Password)
{
    /// <summary>How many earlier passwords are kept: as many as a password policy may forbid to use again.</summary>
    public const int MostEarlierPasswords = 24;

    /// <summary>Gets when the profile was made.</summary>
    public DateTimeOffset CreateDate { get; init; }

    /// <summary>Gets when the password was set last.</summary>
    public DateTimeOffset PasswordDate { get; init; }

    /// <summary>Gets whether the user must choose another password at the next sign-in.</summary>
    public bool PasswordResetRequired { get; init; }

    /// <summary>Gets the passwords from before, the latest first.</summary>
    public IReadOnlyList<PasswordDigest> EarlierPasswords { get; init; } = [];

    /// <summary>Gives the profile with another password; the one before joins the earlier ones.</summary>
    public LoginProfile With(PasswordDigest password, DateTimeOffset now) => this with
    {
        Password = password,
        PasswordDate = now,
        EarlierPasswords = [.. EarlierPasswords.Prepend(Password).Take(MostEarlierPasswords)],
    };
}
