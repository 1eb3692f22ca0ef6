namespace StsEmulator.IdentityProvider.Users;

/// <summary>
/// The users of the seed, and behind them those of a directory service. A name or subject of the seed is the seed's alone: its password is not
/// tried elsewhere, and nobody elsewhere can become that user.
/// </summary>
public sealed class LayeredUserDirectory(SeededUserDirectory seeded, IUserDirectory further) : IUserDirectory
{
    public async ValueTask<IdentityUser?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken)
    {
        if (seeded.HasUserName(userName))
            return await seeded.AuthenticateAsync(userName, password, cancellationToken);
        var user = await further.AuthenticateAsync(userName, password, cancellationToken);
        return user is null || seeded.HasSubject(user.Subject) || seeded.HasUserName(user.UserName) ? null : user;
    }

    public async ValueTask<IdentityUser?> FindAsync(string subject, CancellationToken cancellationToken)
    {
        if (seeded.HasSubject(subject))
            return await seeded.FindAsync(subject, cancellationToken);
        var user = await further.FindAsync(subject, cancellationToken);
        return user is null || seeded.HasUserName(user.UserName) ? null : user;
    }
}
