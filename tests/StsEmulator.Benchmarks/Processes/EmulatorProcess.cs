using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using StsEmulator.Benchmarks.Limits;
using StsEmulator.Benchmarks.Requests;

namespace StsEmulator.Benchmarks.Processes;

/// <summary>A running emulator on the server's core, with a seed of its own.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    public const string RoleArn = "arn:aws:iam::111122223333:role/app/Worker";

    public static readonly Credentials Caller = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);

    private const string Seed = """
        Accounts:
          - AccountId: "111122223333"
            Users:
              - UserName: alice
                AccessKeys: [ { AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY } ]
                Policies:
                  - PolicyName: assume
                    PolicyDocument: { Version: "2012-10-17", Statement: [ { Effect: Allow, Action: "sts:AssumeRole", Resource: "*" } ] }
            Roles:
              - RoleName: Worker
                Path: /app/
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement: [ { Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" } ]
                ManagedPolicyArns: [ "arn:aws:iam::aws:policy/AdministratorAccess" ]
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly PinnedProcess process;
    private readonly string seedFile;
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });

    private EmulatorProcess(PinnedProcess process, string seedFile, int awsPort, int verifierPort)
    {
        this.process = process;
        this.seedFile = seedFile;
        Host = $"127.0.0.1:{awsPort}";
        VerifierPort = verifierPort;
    }

    public string Host { get; }

    public string Url => $"http://{Host}/";

    public int VerifierPort { get; }

    public long ResidentBytes => process.ResidentBytes;

    public static async Task<EmulatorProcess> StartAsync(CancellationToken cancellationToken, string store = "memory")
    {
        if (!File.Exists(Repository.Server))
            throw new BenchmarkUnavailableException($"`{Repository.Server}` is not built");
        int aws = FreePort.Find(), metadata = FreePort.Find(), verifier = FreePort.Find();
        string seedFile = Path.Combine(Path.GetTempPath(), $"sts-emulator-bench-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(seedFile, Seed, cancellationToken);
        var process = PinnedProcess.Start(PinnedProcess.ServerCore, Repository.Server, Arguments(seedFile, store, aws, metadata, verifier));
        var emulator = new EmulatorProcess(process, seedFile, aws, verifier);
        await emulator.WaitUntilReadyAsync(aws, cancellationToken);
        return emulator;
    }

    public static IEnumerable<string> Arguments(string seedFile, string store, int aws, int metadata, int verifier) =>
    [
        "serve", "--seed", seedFile, "--store", store, "--aws-url", $"http://127.0.0.1:{aws}",
        "--metadata-url", $"http://127.0.0.1:{metadata}", "--verifier-url", $"http://127.0.0.1:{verifier}",
    ];

    public SignedForm AssumeRole() => SignedForm.AssumeRole(Host, Caller, RoleArn);

    /// <summary>Issues a session of the role.</summary>
    public async Task<Credentials> IssueAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync(AssumeRole(), cancellationToken);
        var elements = XDocument.Parse(Encoding.UTF8.GetString(answer.Body)).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
        return new Credentials(elements["AccessKeyId"].First(), elements["SecretAccessKey"].First(), elements["SessionToken"].First());
    }

    /// <summary>Sends one request and records the answer.</summary>
    public async Task<RecordedAnswer> AskAsync(SignedForm form, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(form.Body)) };
        foreach (var (name, value) in form.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await client.SendAsync(message, cancellationToken);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"The emulator answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}\n{process.Output}");
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length"))
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value));
        return new RecordedAnswer(headers, body);
    }

    public Task WithBothCoresAsync(Func<Task> work, CancellationToken cancellationToken) => process.WithBothCoresAsync(work, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await process.DisposeAsync();
        File.Delete(seedFile);
    }

    private async Task WaitUntilReadyAsync(int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartTimeout);
        while (!await ListensAsync(port, limit.Token))
        {
            if (process.HasExited)
                throw new BenchmarkUnavailableException($"the emulator ended at start: {process.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    public static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
