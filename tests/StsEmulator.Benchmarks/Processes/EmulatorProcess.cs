using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using StsEmulator.Benchmarks.Http;
using StsEmulator.Benchmarks.Limits;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;

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
              - RoleName: Instance
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement: [ { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" } ]
            InstanceProfiles: [ { InstanceProfileName: Instance, Roles: [ Instance ] } ]
        Metadata:
          Instances:
            - InstanceId: i-0123456789abcdef0
              InstanceProfile: "arn:aws:iam::111122223333:instance-profile/Instance"
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly PinnedProcess process;
    private readonly string seedFile;
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });

    private EmulatorProcess(PinnedProcess process, string seedFile, int awsPort, int metadataPort, int verifierPort)
    {
        MetadataUrl = $"http://127.0.0.1:{metadataPort}/";
        this.process = process;
        this.seedFile = seedFile;
        Host = $"127.0.0.1:{awsPort}";
        VerifierPort = verifierPort;
    }

    public string Host { get; }

    public string Url => $"http://{Host}/";

    public string MetadataUrl { get; }

    public int VerifierPort { get; }

    public long ResidentBytes => process.ResidentBytes;

    public static async Task<EmulatorProcess> StartAsync(CancellationToken cancellationToken, string store = "memory", string? alsoSeed = null)
    {
        if (!File.Exists(Repository.Server))
            throw new BenchmarkUnavailableException($"`{Repository.Server}` is not built");
        int aws = FreePort.Find(), metadata = FreePort.Find(), verifier = FreePort.Find();
        string seedFile = Path.Combine(Path.GetTempPath(), $"sts-emulator-bench-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(seedFile, Seed, cancellationToken);
        var process = PinnedProcess.Start(PinnedProcess.ServerCore, Repository.Server, [.. Arguments(seedFile, store, aws, metadata, verifier), .. alsoSeed is null ? (string[])[] : ["--seed", alsoSeed]]);
        var emulator = new EmulatorProcess(process, seedFile, aws, metadata, verifier);
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
        var answer = await AskAsync(AssumeRole().Request, cancellationToken);
        var elements = XDocument.Parse(Encoding.UTF8.GetString(answer.Body)).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
        return new Credentials(elements["AccessKeyId"].First(), elements["SecretAccessKey"].First(), elements["SessionToken"].First());
    }

    /// <summary>Sends one request and records the answer.</summary>
    public Task<RecordedAnswer> AskAsync(PlainRequest request, CancellationToken cancellationToken) => AskAsync(Url, request, cancellationToken);

    public Task<RecordedAnswer> AskMetadataAsync(PlainRequest request, CancellationToken cancellationToken) =>
        AskAsync(MetadataUrl, request, cancellationToken);

    public Task<PairedRates> CompareAsync(LimitProcess limit, PlainRequest request, BenchmarkOptions options, CancellationToken cancellationToken) =>
        CompareAsync(Url, limit, request, options, cancellationToken);

    public Task<PairedRates> CompareMetadataAsync(LimitProcess limit, PlainRequest request, BenchmarkOptions options, CancellationToken cancellationToken) =>
        CompareAsync(MetadataUrl, limit, request, options, cancellationToken);

    private async Task<PairedRates> CompareAsync(
        string url, LimitProcess limit, PlainRequest request, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var onLimit = new WrkLoad(limit.Url, request);
        using var onEmulator = new WrkLoad(url, request);
        await limit.WithBothCoresAsync(() => onLimit.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        await WithBothCoresAsync(() => onEmulator.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        return await PairedRates.MeasureAsync(
            options.Pairs, () => onLimit.RunAsync(options.Slice, cancellationToken), () => onEmulator.RunAsync(options.Slice, cancellationToken));
    }

    /// <summary>Sends one request and says how it was answered.</summary>
    public async Task<HttpStatusCode> StatusOfAsync(PlainRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(Url, request);
        using var response = await client.SendAsync(message, cancellationToken);
        return response.StatusCode;
    }

    private static HttpRequestMessage Message(string url, PlainRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), url.TrimEnd('/') + request.Path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body)),
        };
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    private async Task<RecordedAnswer> AskAsync(string url, PlainRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(url, request);
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
