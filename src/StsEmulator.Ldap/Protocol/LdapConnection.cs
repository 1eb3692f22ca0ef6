using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace StsEmulator.Ldap.Protocol;

/// <summary>
/// One connection to a directory, for one question after another. Every operation ends with the cancellation token, whatever the server does;
/// what the server sends is bounded. Not safe for concurrent use.
/// </summary>
internal sealed class LdapConnection : IDisposable
{
    /// <summary>The largest message that is read, and how many messages one answer may have beside its entries.</summary>
    private const int MaximumMessage = 1024 * 1024, MaximumReferences = 100;

    private readonly TcpClient client;
    private readonly TimeSpan timeLimit;
    private Stream stream = Stream.Null;
    private int lastId;

    private LdapConnection(TcpClient client, TimeSpan timeLimit)
    {
        this.client = client;
        this.timeLimit = timeLimit;
    }

    /// <summary>Connects, with TLS as the settings want it, and lets the server's certificate be checked.</summary>
    public static Task<LdapConnection> OpenAsync(LdapSettings settings, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        LdapConnection connection = new(new TcpClient(), settings.Timeout);
        try
        {
            await connection.client.ConnectAsync(settings.Host, settings.Port, cancellationToken);
            connection.client.NoDelay = true;
            connection.stream = connection.client.GetStream();
            if (settings.Security == LdapSecurity.StartTls)
                await connection.AskForTlsAsync(cancellationToken);
            if (settings.Security != LdapSecurity.None)
                await connection.SecureAsync(settings, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Signs in by name and password. A password is not empty: that would be no sign-in, and succeed (RFC 4513, section 5.1.2).</summary>
    public Task<LdapResultCode> BindAsync(string distinguishedName, string password, CancellationToken cancellationToken)
    {
        if (distinguishedName.Length == 0 || password.Length == 0)
            throw new ArgumentException("An empty name or password is no sign-in.");
        return GuardAsync(async () =>
        {
            int id = ++lastId;
            await stream.WriteAsync(LdapMessage.Bind(id, distinguishedName, password), cancellationToken);
            var (operation, body) = await ReadAsync(id, cancellationToken);
            return operation == LdapMessage.BindResponse ? LdapMessage.ResultCode(body) : throw Unexpected();
        });
    }

    /// <summary>Searches the tree below an entry. References to other servers are passed over.</summary>
    /// <param name="filter">The filter, encoded.</param>
    public Task<LdapSearchResult> SearchAsync(
        string baseDn, byte[] filter, IReadOnlyCollection<string> attributes, int sizeLimit, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        int id = ++lastId;
        await stream.WriteAsync(LdapMessage.Search(id, baseDn, filter, attributes, sizeLimit, timeLimit), cancellationToken);
        List<LdapEntry> entries = [];
        for (int references = 0; references <= MaximumReferences;)
        {
            var (operation, body) = await ReadAsync(id, cancellationToken);
            switch (operation)
            {
                case LdapMessage.SearchResultEntry when entries.Count < sizeLimit:
                    entries.Add(LdapMessage.Entry(body));
                    break;
                case LdapMessage.SearchResultReference:
                    references++;
                    break;
                case LdapMessage.SearchResultDone:
                    var code = LdapMessage.ResultCode(body);
                    return code switch
                    {
                        LdapResultCode.Success => new LdapSearchResult(entries, IsCutShort: false),
                        LdapResultCode.SizeLimitExceeded or LdapResultCode.AdminLimitExceeded => new LdapSearchResult(entries, IsCutShort: true),
                        LdapResultCode.NoSuchObject => new LdapSearchResult([], IsCutShort: false),
                        _ => throw new LdapFailureException($"it refused a search with result code {(int)code}"),
                    };
                default:
                    throw Unexpected();
            }
        }
        throw new LdapFailureException("its answer has too many references");
    });

    /// <summary>Closes at once; what the server may still say is of no interest.</summary>
    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    /// <summary>Everything that can go wrong on a connection becomes one failure; cancellation stays what it is.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (AuthenticationException refused)
        {
            throw new LdapFailureException("its certificate is not acceptable, or it speaks no TLS", refused);
        }
        catch (Exception broken) when (broken is IOException or SocketException or AsnContentException)
        {
            throw new LdapFailureException(broken is AsnContentException ? "it answers what is no LDAP" : "it cannot be reached", broken);
        }
    }

    private async Task AskForTlsAsync(CancellationToken cancellationToken)
    {
        int id = ++lastId;
        await stream.WriteAsync(LdapMessage.StartTls(id), cancellationToken);
        var (operation, body) = await ReadAsync(id, cancellationToken);
        if (operation != LdapMessage.ExtendedResponse || LdapMessage.ResultCode(body) != LdapResultCode.Success)
            throw new LdapFailureException("it does not take StartTLS");
    }

    private async Task SecureAsync(LdapSettings settings, CancellationToken cancellationToken)
    {
        // INVARIANT: messages are read to their last byte and no further, so that nothing sent before the handshake is taken for part of the secured stream.
        SslStream secured = new(stream);
        stream = secured;
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = settings.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (settings.TrustedCertificates.Count > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(settings.TrustedCertificates);
        }
        await secured.AuthenticateAsClientAsync(options, cancellationToken);
    }

    /// <summary>Reads one message, which answers the request with this id.</summary>
    private async Task<(int Operation, AsnReader Body)> ReadAsync(int id, CancellationToken cancellationToken)
    {
        byte[] head = new byte[6];
        await stream.ReadExactlyAsync(head.AsMemory(0, 2), cancellationToken);
        // A definite length, as section 5.1 wants it: below 128 in one byte, else in up to four.
        int lengthBytes = head[1] & 0x7F;
        bool isLong = head[1] >= 0x80;
        if (head[0] != 0x30 || (isLong && lengthBytes is (0 or > 4)))
            throw new LdapFailureException("it answers what is no LDAP");
        int headLength = 2;
        long length = head[1];
        if (isLong)
        {
            await stream.ReadExactlyAsync(head.AsMemory(2, lengthBytes), cancellationToken);
            headLength += lengthBytes;
            length = 0;
            foreach (byte part in head.AsSpan(2, lengthBytes))
                length = (length << 8) | part;
        }
        if (length > MaximumMessage)
            throw new LdapFailureException($"it sends a message of more than {MaximumMessage} bytes");
        byte[] message = new byte[headLength + (int)length];
        head.AsSpan(0, headLength).CopyTo(message);
        await stream.ReadExactlyAsync(message.AsMemory(headLength), cancellationToken);
        var (answered, operation, body) = LdapMessage.Open(message);
        // Id 0 is a notice of disconnection.
        return answered == id ? (operation, body) : throw Unexpected();
    }

    private static LdapFailureException Unexpected() => new("it answers something else than was asked");
}
