using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using StsEmulator.IdentityProvider.Users;
using StsEmulator.Ldap.Users;

namespace StsEmulator.Ldap.Tests.Protocol;

/// <summary>Directories that are down, silent or out of their mind.</summary>
public sealed class FaultyDirectoryTests
{
    private const string Password = "typed-password";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_directory_that_is_down_lets_nobody_in()
    {
        var (message, _) = await AskAsync(Slapd.FreePort(), LdapSecurity.None);

        Assert.Contains("cannot be reached", message, StringComparison.Ordinal);
    }

    [Theory, InlineData(LdapSecurity.None), InlineData(LdapSecurity.StartTls), InlineData(LdapSecurity.Tls)]
    public async Task A_directory_that_says_nothing_is_given_up(LdapSecurity security)
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();

        var (message, _) = await AskAsync(((IPEndPoint)silent.LocalEndpoint).Port, security, TimeSpan.FromSeconds(1));

        Assert.Contains("took longer than 1 s", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("485454502F312E31", "no LDAP")] // HTTP/1.1
    [InlineData("3080", "no LDAP")] // indefinite length
    [InlineData("30857FFFFFFFFF", "no LDAP")] // five bytes of length
    [InlineData("3084FFFFFFFF", "more than 1048576 bytes")]
    [InlineData("300C02010161070A060004000400", "no LDAP")] // a code that is longer than the answer
    [InlineData("300C02010261070A010004000400", "something else")] // the answer to another question
    [InlineData("300C02010165070A010004000400", "something else")] // a search's end in place of a sign-in
    [InlineData("300C02010161070A013504000400", "result code 53")]
    [InlineData("30", "cannot be reached")] // and the end
    public async Task An_answer_that_is_none_lets_nobody_in(string hexadecimal, string expected)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeOnceAsync(listener, Convert.FromHexString(hexadecimal));

        var (message, log) = await AskAsync(((IPEndPoint)listener.LocalEndpoint).Port, LdapSecurity.None);

        await serving;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(log, line => line.Contains(Password, StringComparison.Ordinal) || line.Contains("search-secret", StringComparison.Ordinal));
    }

    private static async Task ServeOnceAsync(TcpListener listener, byte[] answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Token);
        var stream = client.GetStream();
        await stream.ReadExactlyAsync(new byte[2], Token);
        await stream.WriteAsync(answer, Token);
    }

    /// <summary>Gives what the failure says, and what was logged.</summary>
    private static async Task<(string Message, IReadOnlyList<string> Log)> AskAsync(int port, LdapSecurity security, TimeSpan? timeout = null)
    {
        using LineLogger logger = new();
        using LdapUserDirectory users = new(
            new LdapSettings
            {
                Host = "127.0.0.1",
                Port = port,
                Security = security,
                BindDn = Slapd.SearchDn,
                BindPassword = Slapd.SearchPassword,
                BaseDn = Slapd.BaseDn,
                UserFilter = Slapd.Filter("(uid={0})"),
                Timeout = timeout ?? TimeSpan.FromSeconds(30),
            },
            new Logger<LdapUserDirectory>(logger));
        var away = await Assert.ThrowsAsync<UserDirectoryUnavailableException>(async () => await users.AuthenticateAsync("ada", Password, Token));
        Assert.Single(logger.Lines);
        return (away.Message, logger.Lines);
    }

    private sealed class LineLogger : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
