using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Discovery;

/// <summary>Asks a name service for a host's addresses.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// The way to one provider for the length of one fetch. The address that was checked is the address that is connected to, so a name that
/// means something else a moment later changes nothing; for the same reason no proxy is asked and no connection outlives the fetch.
/// </summary>
internal sealed class IssuerConnection : IDisposable
{
    private readonly OidcProvider provider;
    private readonly DiscoveryRules rules;
    private readonly HostResolver resolve;
    private readonly TimeProvider machine;
    private readonly HttpMessageInvoker invoker;

    public IssuerConnection(OidcProvider provider, DiscoveryRules rules, HostResolver resolve, TimeProvider machine)
    {
        this.provider = provider;
        this.rules = rules;
        this.resolve = resolve;
        this.machine = machine;
        invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            ConnectCallback = ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = IsTrusted,
                CertificateChainPolicy = CertificateTrust.Policy(),
            },
        });
    }

    /// <summary>Gets what was found amiss while connecting, which the exception of a failed request does not tell.</summary>
    public DiscoveryFailure? Failure { get; private set; }

    public async Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "sts-emulator");
        return await invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose() => invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        bool isSecure = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps;
        string host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var admitted = Array.FindAll(addresses, address => rules.Addresses.Admit(address, provider, isSecure));
        if (admitted.Length == 0)
        {
            Failure = addresses.Length == 0 ? DiscoveryFailure.Unreachable : DiscoveryFailure.AddressForbidden;
            throw new HttpRequestException("The host has no address that may be asked.");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(admitted, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        bool isTrusted = CertificateTrust.IsTrusted(certificate, chain, errors, provider.ThumbprintList, machine.GetUtcNow());
        if (!isTrusted)
            Failure = DiscoveryFailure.CertificateNotTrusted;
        return isTrusted;
    }
}
