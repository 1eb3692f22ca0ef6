using Microsoft.Extensions.Logging;
using StsEmulator.IdentityProvider.Users;
using StsEmulator.Ldap.Protocol;

namespace StsEmulator.Ldap.Users;

/// <summary>
/// Users in an LDAP directory: an account of the emulator searches, and the password is the user's own sign-in there. Each question takes a
/// connection of its own, because a connection that a user signed in on is that user's.
/// </summary>
public sealed partial class LdapUserDirectory(LdapSettings settings, ILogger<LdapUserDirectory> logger) : IUserDirectory, IDisposable
{
    private readonly SemaphoreSlim connections = new(settings.MaximumConnections, settings.MaximumConnections);
    private readonly LdapUserReader reader = new(settings);

    public ValueTask<IdentityUser?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken)
    {
        // An empty password would be an unauthenticated bind, which succeeds (RFC 4513, section 5.1.2).
        if (userName.Length == 0 || password.Length == 0)
            return ValueTask.FromResult<IdentityUser?>(null);
        return AskAsync(async (connection, token) =>
        {
            var entry = await FindEntryAsync(connection, settings.UserFilter.Encode(userName), token);
            var user = entry is null ? null : await ReadUserAsync(connection, entry, token);
            // Who is not there costs a sign-in too, so that the time tells as little as the answer.
            string name = entry is null || user is null ? NobodysName : entry.DistinguishedName;
            return await IsPasswordAsync(connection, name, password, token) ? user : null;
        }, cancellationToken);
    }

    public ValueTask<IdentityUser?> FindAsync(string subject, CancellationToken cancellationToken)
    {
        if (reader.SubjectValue(subject) is not { } value)
            return ValueTask.FromResult<IdentityUser?>(null);
        return AskAsync(async (connection, token) =>
        {
            byte[] filter = settings.UserFilter.EncodeWith(settings.Attributes.Subject, value);
            var entry = await FindEntryAsync(connection, filter, token);
            var user = entry is null ? null : await ReadUserAsync(connection, entry, token);
            // The directory's own comparison may be laxer, as with letter case.
            return user?.Subject == subject ? user : null;
        }, cancellationToken);
    }

    public void Dispose() => connections.Dispose();

    private string NobodysName => $"cn=nobody-of-that-name,{settings.BaseDn}";

    private async ValueTask<IdentityUser?> AskAsync(
        Func<LdapConnection, CancellationToken, Task<IdentityUser?>> question, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.Timeout);
        bool isEntered = false;
        try
        {
            await connections.WaitAsync(limit.Token);
            isEntered = true;
            using var connection = await LdapConnection.OpenAsync(settings, limit.Token);
            if (settings.BindDn is { } account)
            {
                var code = await connection.BindAsync(account, settings.BindPassword, limit.Token);
                if (code != LdapResultCode.Success)
                    throw new LdapFailureException($"it refused the account that searches, with result code {(int)code}");
            }
            return await question(connection, limit.Token);
        }
        catch (LdapFailureException failure)
        {
            throw Away(failure.Message, failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Away($"it took longer than {settings.Timeout.TotalSeconds:0} s", late);
        }
        finally
        {
            if (isEntered)
                connections.Release();
        }
    }

    private async Task<LdapEntry?> FindEntryAsync(LdapConnection connection, byte[] filter, CancellationToken cancellationToken)
    {
        // Two tell that there are several.
        var found = await connection.SearchAsync(settings.BaseDn, filter, reader.Attributes, sizeLimit: 2, cancellationToken);
        if (found is { Entries: [var entry], IsCutShort: false })
            return entry;
        if (found.Entries.Count > 0)
            SeveralMatch(logger, settings.ToString());
        return null;
    }

    private async Task<IdentityUser?> ReadUserAsync(LdapConnection connection, LdapEntry entry, CancellationToken cancellationToken)
    {
        if (reader.Read(entry) is not { } user)
        {
            NoSubject(logger, settings.ToString(), settings.Attributes.Subject);
            return null;
        }
        if (settings.GroupSearch is not { } search)
            return user;
        byte[] filter = search.Filter.Encode(entry.DistinguishedName, user.UserName);
        var groups = await connection.SearchAsync(search.BaseDn, filter, [search.NameAttribute], LdapUserReader.MaximumGroups, cancellationToken);
        if (groups.IsCutShort)
            GroupsCutShort(logger, settings.ToString(), LdapUserReader.MaximumGroups);
        return user with { Groups = LdapUserReader.GroupNames(groups.Entries.SelectMany(group => group.Texts(search.NameAttribute).Take(1))) };
    }

    private static async Task<bool> IsPasswordAsync(LdapConnection connection, string name, string password, CancellationToken cancellationToken)
    {
        var code = await connection.BindAsync(name, password, cancellationToken);
        return code switch
        {
            LdapResultCode.Success => true,
            // Locked, expired and forbidden accounts come back as these too.
            LdapResultCode.InvalidCredentials or LdapResultCode.ConstraintViolation or LdapResultCode.NoSuchObject or LdapResultCode.InvalidDnSyntax
                or LdapResultCode.InappropriateAuthentication or LdapResultCode.InsufficientAccessRights or LdapResultCode.UnwillingToPerform => false,
            _ => throw new LdapFailureException($"it answered a sign-in with result code {(int)code}"),
        };
    }

    private UserDirectoryUnavailableException Away(string reason, Exception inner)
    {
        DirectoryIsAway(logger, settings.ToString(), reason);
        return new UserDirectoryUnavailableException($"The directory {settings} does not answer: {reason}.", inner);
    }

    [LoggerMessage(1601, LogLevel.Warning, "The directory {Directory} does not answer: {Reason}")]
    private static partial void DirectoryIsAway(ILogger logger, string directory, string reason);

    [LoggerMessage(1602, LogLevel.Warning, "Several entries of {Directory} match one user name or subject; nobody was let in")]
    private static partial void SeveralMatch(ILogger logger, string directory);

    [LoggerMessage(1603, LogLevel.Warning, "An entry of {Directory} has no single value of {Attribute} that can be its subject; nobody was let in")]
    private static partial void NoSubject(ILogger logger, string directory, string attribute);

    [LoggerMessage(1604, LogLevel.Warning, "A user of {Directory} is in more than {Maximum} groups; the others do not count")]
    private static partial void GroupsCutShort(ILogger logger, string directory, int maximum);
}
