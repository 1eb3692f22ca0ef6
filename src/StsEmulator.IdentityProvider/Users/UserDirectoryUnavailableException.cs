namespace StsEmulator.IdentityProvider.Users;

/// <summary>The directory that holds the users does not answer, so that nobody can be let in. The message holds nothing that a user typed.</summary>
public sealed class UserDirectoryUnavailableException : Exception
{
    public UserDirectoryUnavailableException()
    {
    }

    public UserDirectoryUnavailableException(string message)
        : base(message)
    {
    }

    public UserDirectoryUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
