using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.IdentityProvider.Users;

/// <summary>The users of the seed.</summary>
public sealed class SeededUserDirectory(IReadOnlyList<SeededUser> users) : IUserDirectory
{
    private readonly FrozenDictionary<string, SeededUser> byName =
        users.ToFrozenDictionary(user => user.User.UserName, StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, IdentityUser> bySubject =
        users.ToFrozenDictionary(user => user.User.Subject, user => user.User, StringComparer.Ordinal);

    public ValueTask<IdentityUser?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken)
    {
        byName.TryGetValue(userName, out var found);
        // Digests have one length, and an unknown user costs the same comparison.
        bool isRight = CryptographicOperations.FixedTimeEquals(Digest(found?.Password ?? ""), Digest(password));
        return ValueTask.FromResult(found is not null && isRight ? found.User : null);
    }

    public ValueTask<IdentityUser?> FindAsync(string subject, CancellationToken cancellationToken) =>
        ValueTask.FromResult(bySubject.GetValueOrDefault(subject));

    public bool HasUserName(string userName) => byName.ContainsKey(userName);

    public bool HasSubject(string subject) => bySubject.ContainsKey(subject);

    private static byte[] Digest(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));
}

/// <summary>A user and the password, which is never empty.</summary>
public sealed record SeededUser(IdentityUser User, string Password)
{
    // INVARIANT: the password stays out of every generated text.
    public override string ToString() => User.ToString();
}
