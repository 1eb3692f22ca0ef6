namespace StsEmulator.IdentityProvider.Users;

/// <summary>Where the identity provider's users come from: the seed, or a directory service. Safe for concurrent use.</summary>
public interface IUserDirectory
{
    /// <summary>
    /// Finds the user whose name and password these are; null otherwise, whichever of the two is wrong. Guessing is bounded by the caller.
    /// </summary>
    ValueTask<IdentityUser?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken);

    /// <summary>Finds the user with a subject as it stands now; null when there is none any more.</summary>
    ValueTask<IdentityUser?> FindAsync(string subject, CancellationToken cancellationToken);
}
