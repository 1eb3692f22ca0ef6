using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StsEmulator.BlackBox;

namespace StsEmulator.Server.Tests.Hosting;

/// <summary>Instances, their events and faults, changed and read while the emulator runs.</summary>
public sealed class RunningInstancesTests : IAsyncLifetime
{
    private const string Id = "i-0fedcba9876543210";
    private const string Seeded = "i-0123456789abcdef0";
    private const string Settings =
        """
        {"InstanceProfile":"arn:aws:iam::123456789012:instance-profile/demo","PrivateIpAddress":"127.0.0.2","InstanceType":"m5.large",
         "MetadataOptions":{"HttpTokens":"optional"},"UserData":"aGVsbG8=","Tags":[{"Key":"Name","Value":"second"}],
         "SecurityGroups":[{"GroupId":"sg-1","GroupName":"web"}],"LaunchTime":"2026-01-01T00:00:00Z","Placement":{"PartitionNumber":7},
         "AncestorImageIds":["ami-1"],"ManagedSshKeysSignerCert":"a certificate",
         "Monitoring":{"State":"enabled"},"InstanceLifecycle":"spot","BlockDeviceMappings":[{"DeviceName":"/dev/sdb","VirtualName":"ephemeral0"}],
         "ProductCodes":[{"ProductCodeId":"c1","ProductCodeType":"devpay"}],
         "NetworkInterfaces":[{"MacAddress":"02:29:96:8f:6a:2d","DeviceIndex":0,"PrivateIpAddresses":[{"PrivateIpAddress":"127.0.0.2","PublicIp":"1.2.3.4"}],
           "Ipv6Addresses":["fd00::1"],"Groups":[{"GroupId":"sg-2","GroupName":"db"}]}]}
        """;

    private EmulatorProcess emulator = null!;
    private HttpClient second = null!;

    public async ValueTask InitializeAsync()
    {
        emulator = await EmulatorProcess.StartAsync();
        second = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync }) { BaseAddress = emulator.MetadataUrl };
    }

    public async ValueTask DisposeAsync()
    {
        second.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task An_instance_put_for_an_address_answers_callers_from_there_until_it_is_deleted()
    {
        Assert.Equal(Seeded, await IdOfSecondAsync());

        var created = await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings);
        string put = await IdOfSecondAsync();
        var replaced = await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings.Replace("m5.large", "m6.large"));
        string type = await second.GetStringAsync("/latest/meta-data/instance-type");
        var deleted = await SendAsync(HttpMethod.Delete, $"/_sts/instances/{Id}");

        Assert.Equal((201, 200, 204), (created.Status, replaced.Status, deleted.Status));
        Assert.Equal((Id, "m6.large"), (put, type));
        Assert.Equal(Seeded, await IdOfSecondAsync());
        Assert.Equal(404, (await SendAsync(HttpMethod.Delete, $"/_sts/instances/{Id}")).Status);
    }

    [Fact]
    public async Task What_is_shown_of_an_instance_can_be_put_again()
    {
        await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings);
        string shown = (await SendAsync(HttpMethod.Get, $"/_sts/instances/{Id}")).Body;
        using var document = JsonDocument.Parse(shown);

        var again = await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", document.RootElement.GetProperty("Instance").GetRawText());

        Assert.Equal((200, shown), again);
        Assert.Contains("\"UserData\":\"aGVsbG8=\"", shown, StringComparison.Ordinal);
        string list = (await SendAsync(HttpMethod.Get, "/_sts/instances")).Body;
        Assert.Contains(Id, list, StringComparison.Ordinal);
        Assert.DoesNotContain("aGVsbG8=", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_sts/instances/web", "{}", 400, "is not an instance id")]
    [InlineData("/_sts/instances/" + Id, """{"InstanceId":"i-12345678"}""", 400, "the path says")]
    [InlineData("/_sts/instances/" + Id, """{"InstanceTyp":"m5.large"}""", 400, "did you mean `InstanceType`?")]
    [InlineData("/_sts/instances/" + Id, """{"InstanceProfile":"arn:aws:iam::123456789012:instance-profile/none"}""", 400, "there is no instance profile")]
    [InlineData("/_sts/instances/" + Id, """{"MetadataOptions":{"HttpPutResponseHopLimit":65}}""", 400, "from 1 to 64")]
    [InlineData("/_sts/instances/" + Id, "[]", 400, "JSON object")]
    public async Task What_the_seed_would_refuse_is_refused(string path, string body, int status, string expected)
    {
        var answer = await SendAsync(HttpMethod.Put, path, body);

        Assert.Equal(status, answer.Status);
        Assert.Contains(expected, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_instances_cannot_have_one_address()
    {
        await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings);

        var answer = await SendAsync(HttpMethod.Put, $"/_sts/instances/{Seeded}", """{"PrivateIpAddress":"127.0.0.2"}""");

        Assert.Equal(409, answer.Status);
    }

    [Fact]
    public async Task Events_are_announced_kept_shown_and_withdrawn()
    {
        string events = $"/_sts/instances/{Seeded}/events";
        var spot = await SendAsync(HttpMethod.Post, events, """{"Type":"spot-interruption","Time":"2030-01-01T00:00:00Z","Delay":"PT1H"}""");
        var kept = await SendAsync(HttpMethod.Put, $"/_sts/instances/{Seeded}", "{}");
        var withdrawn = await SendAsync(HttpMethod.Delete, events);
        var after = await SendAsync(HttpMethod.Get, $"/_sts/instances/{Seeded}");

        Assert.Equal((200, 200, 204), (spot.Status, kept.Status, withdrawn.Status));
        Assert.Contains("\"Type\":\"spot-interruption\",\"Action\":\"terminate\",\"Time\":\"2030-01-01T00:00:00Z\"", kept.Body, StringComparison.Ordinal);
        Assert.Contains("\"Events\":[]", after.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await SendAsync(HttpMethod.Post, $"/_sts/instances/{Id}/events", """{"Type":"spot-interruption"}""")).Status);
        Assert.Equal(404, (await SendAsync(HttpMethod.Delete, $"/_sts/instances/{Id}/events")).Status);
    }

    [Fact]
    public async Task A_spot_notice_with_a_delay_is_read_when_the_clock_has_come_to_it()
    {
        await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings);
        await SendAsync(HttpMethod.Post, $"/_sts/instances/{Id}/events", """{"Type":"spot-interruption","Action":"stop","Delay":"PT10M"}""");
        using var early = await second.GetAsync("/latest/meta-data/spot/instance-action");

        await SendAsync(HttpMethod.Post, "/_sts/clock", """{"Advance":"PT10M"}""");

        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Contains("stop", await second.GetStringAsync("/latest/meta-data/spot/instance-action"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Type":"scheduled-maintenance"}""", 100)]
    [InlineData("""{"Type":"lifecycle-state","State":"Standby"}""", 100)]
    public async Task An_instance_has_a_hundred_events_of_a_type_at_most(string body, int most)
    {
        string events = $"/_sts/instances/{Seeded}/events";
        for (int i = 0; i < most; i++)
            Assert.Equal(200, (await SendAsync(HttpMethod.Post, events, body)).Status);

        Assert.Equal(409, (await SendAsync(HttpMethod.Post, events, body)).Status);
    }

    [Fact]
    public async Task Faults_strike_are_listed_and_are_deleted()
    {
        await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings);
        var added = await SendAsync(HttpMethod.Post, "/_sts/faults", $$"""{"Path":"/latest/meta-data/*","Instance":"{{Id}}","Times":2,"Status":503}""");
        using var struck = await second.GetAsync("/latest/meta-data/instance-id");
        var listed = await SendAsync(HttpMethod.Get, "/_sts/faults");
        var deleted = await SendAsync(HttpMethod.Delete, "/_sts/faults/fault-1");
        using var well = await second.GetAsync("/latest/meta-data/instance-id");

        Assert.Equal((201, 204), (added.Status, deleted.Status));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (struck.StatusCode, well.StatusCode));
        Assert.Equal(
            $$"""{"Faults":[{"Id":"fault-1","Path":"/latest/meta-data/*","Instance":"{{Id}}","Times":2,"Remaining":1,"Status":503}]}""", listed.Body);
        Assert.Equal(404, (await SendAsync(HttpMethod.Delete, "/_sts/faults/fault-1")).Status);
    }

    [Fact]
    public async Task A_reset_takes_instances_events_and_faults_back_to_the_seed()
    {
        string before = (await SendAsync(HttpMethod.Get, "/_sts/instances")).Body;
        await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings);
        await SendAsync(HttpMethod.Post, $"/_sts/instances/{Seeded}/events", """{"Type":"rebalance-recommendation"}""");
        await SendAsync(HttpMethod.Post, "/_sts/faults", """{"Drop":true}""");

        await SendAsync(HttpMethod.Post, "/_sts/reset");

        Assert.Equal(before, (await SendAsync(HttpMethod.Get, "/_sts/instances")).Body);
        Assert.Equal("""{"Faults":[]}""", (await SendAsync(HttpMethod.Get, "/_sts/faults")).Body);
    }

    [Fact]
    public async Task Expired_credentials_are_those_of_a_session_that_has_expired()
    {
        await SendAsync(HttpMethod.Put, $"/_sts/instances/{Id}", Settings);
        await SendAsync(HttpMethod.Post, "/_sts/faults", """{"Path":"*/iam/security-credentials/*","Credentials":"expired","Times":1}""");

        string served = await second.GetStringAsync("/latest/meta-data/iam/security-credentials/demo");

        using var credentials = JsonDocument.Parse(served);
        string sessions = (await SendAsync(HttpMethod.Get, "/_sts/sessions")).Body;
        using var listed = JsonDocument.Parse(sessions);
        var session = Assert.Single(listed.RootElement.GetProperty("Sessions").EnumerateArray().ToList());
        Assert.Equal(credentials.RootElement.GetProperty("AccessKeyId").GetString(), session.GetProperty("AccessKeyId").GetString());
        Assert.Equal("expired", session.GetProperty("Status").GetString());
    }

    private async Task<string> IdOfSecondAsync()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/latest/api/token");
        request.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "60");
        using var token = await second.SendAsync(request);
        using HttpRequestMessage read = new(HttpMethod.Get, "/latest/meta-data/instance-id");
        read.Headers.Add("X-aws-ec2-metadata-token", await token.Content.ReadAsStringAsync());
        using var response = await second.SendAsync(read);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await emulator.Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await socket.ConnectAsync(IPAddress.Loopback, emulator.MetadataUrl.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
