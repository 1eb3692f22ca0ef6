using StsEmulator.Iam.Directory;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>
/// The one place that knows what IAM users and root sign in with. IAM compares user names and account aliases as the directory does.
/// </summary>
internal sealed class ConsoleUsers(LiveDirectory directory)
{
    /// <summary>What the passwords of nobody are compared with: no password has it, and comparing costs as much as with one.</summary>
    private static readonly PasswordDigest Nobodys = PasswordDigest.None();

    /// <param name="account">The account's id, with hyphens or without, or its alias.</param>
    public AccountDirectory? FindAccount(string account)
    {
        var snapshot = directory.Current;
        return snapshot.Find(account.Replace("-", "", StringComparison.Ordinal))
            ?? snapshot.Accounts.FirstOrDefault(candidate => string.Equals(candidate.Account.Alias, account, StringComparison.OrdinalIgnoreCase));
    }

    public static ConsoleUser? FindUser(AccountDirectory? account, string userName) =>
        account?.FindUser(userName) is { } user ? ConsoleUser.Of(account, user) : null;

    public ConsoleUser? FindRoot(string email) =>
        directory.Current.Accounts.FirstOrDefault(account => string.Equals(account.Account.RootUser?.Email, email, StringComparison.OrdinalIgnoreCase))
            is { } found ? ConsoleUser.Of(found) : null;

    /// <summary>Finds again who has given the right password a moment ago.</summary>
    public ConsoleUser? Find(string accountId, string principalId)
    {
        if (directory.Current.Find(accountId) is not { } account)
            return null;
        if (principalId == accountId)
            return account.Account.RootUser is null ? null : ConsoleUser.Of(account);
        return account.FindByUniqueId(principalId) is User user ? ConsoleUser.Of(account, user) : null;
    }

    /// <summary>Compares a password. Somebody unknown, and somebody without a password, cost the same comparison and are refused.</summary>
    public static bool IsPassword(ConsoleUser? user, string password)
    {
        bool isRight = (user?.Password ?? Nobodys).Verify(password);
        return isRight && user?.Password is not null;
    }
}

/// <summary>An IAM user, or root, as the sign-in pages need it.</summary>
/// <param name="User">Null for root.</param>
internal sealed record ConsoleUser(AccountDirectory Account, User? User, PasswordDigest? Password, IReadOnlyList<MfaDevice> MfaDevices)
{
    /// <summary>Gets the unique id of the user, or the account id of root.</summary>
    public string PrincipalId => User?.UserId ?? Account.Id.ToString();

    public static ConsoleUser Of(AccountDirectory account, User user) => new(account, user, user.LoginProfile?.Password, user.MfaDevices);

    public static ConsoleUser Of(AccountDirectory account) =>
        new(account, null, account.Account.RootUser?.Password, account.Account.RootUser?.MfaDevices ?? []);

    /// <summary>Says whether the password must be replaced first: whoever made it asked for that, or the account's policy let it expire.</summary>
    public bool MustChangePassword(DateTimeOffset now) => User?.LoginProfile is { } profile
        && (profile.PasswordResetRequired || PasswordPolicy.ExpiryOf(Account.Account.PasswordPolicy, profile) <= now);

    // INVARIANT: the password stays out of every generated text.
    public override string ToString() => $"ConsoleUser {PrincipalId}";
}
