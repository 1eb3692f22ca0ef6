using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StsEmulator.BlackBox;
using StsEmulator.Server.Tests.Seeds;

namespace StsEmulator.Server.Tests.Hosting;

/// <summary>The emulator as a process, seen from outside.</summary>
public sealed class RunningEmulatorTests(RunningEmulator running) : IClassFixture<RunningEmulator>
{
    [Fact]
    public async Task It_starts_says_so_and_stops_with_exit_code_0()
    {
        var emulator = await EmulatorProcess.StartAsync();

        using var health = await GetAsync(emulator.Client, "/_sts/health");

        Assert.Equal("ok", health.RootElement.GetProperty("status").GetString());
        Assert.StartsWith("StsEmulator is ready.", emulator.Banner, StringComparison.Ordinal);
        Assert.Equal(0, await emulator.StopAsync());
        Assert.Empty(emulator.StandardError.Trim());
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task The_clock_advances_is_set_and_goes_back_to_real_time()
    {
        await using var emulator = await EmulatorProcess.StartAsync();

        await PostAsync(emulator.Client, "/_sts/clock", """{"Advance":"PT50M"}""");
        using var advanced = await GetAsync(emulator.Client, "/_sts/clock");
        await PostAsync(emulator.Client, "/_sts/clock", """{"Set":"2015-08-30T12:36:00Z"}""");
        using var set = await GetAsync(emulator.Client, "/_sts/clock");
        await PostAsync(emulator.Client, "/_sts/clock", """{"Reset":true}""");
        using var reset = await GetAsync(emulator.Client, "/_sts/clock");

        Assert.Equal("PT50M", advanced.RootElement.GetProperty("Offset").GetString());
        Assert.StartsWith("2015-08-30T12:3", set.RootElement.GetProperty("Now").GetString(), StringComparison.Ordinal);
        Assert.Equal("PT0S", reset.RootElement.GetProperty("Offset").GetString());
    }

    [Fact]
    public async Task The_latest_calls_are_listed_newest_first_and_by_pages()
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        foreach (string role in (string[])["one", "two"])
            await emulator.Client.PostAsync("/", new FormUrlEncodedContent([new("Action", "AssumeRole"), new("Version", "2011-06-15"), new("RoleArn", $"arn:aws:iam::123456789012:role/{role}")]));

        using var all = await GetAsync(emulator.Client, "/_sts/events?decision=refused&action=sts:AssumeRole");
        using var first = await GetAsync(emulator.Client, "/_sts/events?limit=1");
        using var second = await GetAsync(emulator.Client, $"/_sts/events?limit=1&after={first.RootElement.GetProperty("NextAfter").GetInt64()}");

        Assert.Equal(["arn:aws:iam::123456789012:role/two", "arn:aws:iam::123456789012:role/one"], all.RootElement.GetProperty("Events").EnumerateArray().Select(call => call.GetProperty("Resource").GetString()));
        Assert.Equal("MissingAuthenticationToken", first.RootElement.GetProperty("Events")[0].GetProperty("ErrorCode").GetString());
        Assert.Equal("arn:aws:iam::123456789012:role/one", second.RootElement.GetProperty("Events")[0].GetProperty("Resource").GetString());
        Assert.False(second.RootElement.TryGetProperty("NextAfter", out _));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("after=x")]
    [InlineData("decision=perhaps")]
    [InlineData("colour=red")]
    public async Task A_listing_of_calls_that_is_asked_for_wrongly_is_refused(string query)
    {
        using var response = await running.Process.Client.GetAsync("/_sts/events?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_certificate_of_identity_documents_is_published_without_its_key()
    {
        var emulator = running.Process;

        using var response = await emulator.Client.GetAsync("/_sts/instance-identity/certificate");

        string pem = await response.Content.ReadAsStringAsync();
        Assert.Equal("application/x-pem-file", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("-----BEGIN CERTIFICATE-----\n", pem, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
        Assert.Equal(pem, await emulator.Client.GetStringAsync("/_sts/instance-identity/certificate"));
    }

    [Theory]
    [InlineData("GET", "/_sts/nothing", null, null, 404, "NotFound")]
    [InlineData("GET", "/_sts", null, null, 404, "NotFound")]
    [InlineData("GET", "/_sts/reset", null, null, 405, "MethodNotAllowed")]
    [InlineData("GET", "/_sts/instance-identity/key", null, null, 404, "NotFound")]
    [InlineData("POST", "/_sts/instance-identity/certificate", "{}", "application/json", 405, "MethodNotAllowed")]
    [InlineData("DELETE", "/_sts/sessions/ASIANOSUCHSESSION000", null, null, 404, "NotFound")]
    [InlineData("DELETE", "/_sts/principals?arn=nonsense", null, null, 400, "InvalidRequest")]
    [InlineData("GET", "/_sts/sessions?limit=1001", null, null, 400, "InvalidRequest")]
    [InlineData("POST", "/_sts/clock", "{", "application/json", 400, "InvalidRequest")]
    [InlineData("POST", "/_sts/clock", """{"Set":"9999-01-01T00:00:00Z"}""", "application/json", 400, "InvalidRequest")]
    [InlineData("POST", "/_sts/clock", "{}", "text/plain", 415, "UnsupportedMediaType")]
    [InlineData("POST", "/_sts/evaluate", """{"Action":"s3:GetObject"}""", "application/json", 400, "InvalidRequest")]
    public async Task A_control_request_that_cannot_be_served_says_why(
        string method, string path, string? body, string? contentType, int status, string code)
    {
        var emulator = running.Process;
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType!);

        using var response = await emulator.Client.SendAsync(request);

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((status, code), ((int)response.StatusCode, answer.RootElement.GetProperty("Error").GetProperty("Code").GetString()));
    }

    [Theory]
    [InlineData(1024 * 1024, HttpStatusCode.BadRequest)]
    [InlineData((1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_has_at_most_one_mebibyte(int length, HttpStatusCode expected)
    {
        var emulator = running.Process;

        using var response = await emulator.Client.PostAsync(
            "/_sts/evaluate", new StringContent(new string(' ', length), Encoding.UTF8, "application/json"));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_deleted_role_is_gone_until_a_reset()
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        const string Role = "/_sts/principals?arn=arn:aws:iam::123456789012:role/demo";

        using var first = await emulator.Client.DeleteAsync(Role);
        using var second = await emulator.Client.DeleteAsync(Role);
        using var reset = await emulator.Client.PostAsync("/_sts/reset", null);
        using var third = await emulator.Client.DeleteAsync(Role);

        Assert.Equal(
            [HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NoContent],
            new[] { first, second, reset, third }.Select(response => response.StatusCode));
    }

    [Fact]
    public async Task A_what_if_question_is_decided_now_unless_it_says_when()
    {
        var emulator = running.Process;
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}}]}""";
        const string Question = """{"Principal":"arn:aws:iam::111122223333:user/u","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k","Context":{CONTEXT},"Policies":{"Identity":[POLICY]}}""";

        string now = await PostAsync(emulator.Client, "/_sts/evaluate", Question.Replace("CONTEXT", "").Replace("POLICY", Policy));
        string then = await PostAsync(
            emulator.Client, "/_sts/evaluate", Question.Replace("CONTEXT", "\"aws:CurrentTime\":\"2019-01-01T00:00:00Z\"").Replace("POLICY", Policy));

        Assert.Contains("\"Decision\":\"allowed\"", now, StringComparison.Ordinal);
        Assert.Contains("\"Decision\":\"implicitDeny\"", then, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_control_api_is_on_the_aws_listener_alone()
    {
        var emulator = running.Process;

        using var response = await emulator.Client.GetAsync(new Uri(emulator.MetadataUrl, "/_sts/health"));

        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Browsers_may_call_the_apis_and_never_the_control_api()
    {
        var emulator = running.Process;

        using var api = await emulator.Client.SendAsync(Preflight("/"));
        using var control = await emulator.Client.SendAsync(Preflight("/_sts/reset"));

        Assert.Equal("*", Assert.Single(api.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("authorization,x-amz-date", Assert.Single(api.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.Equal(HttpStatusCode.Forbidden, control.StatusCode);
        Assert.DoesNotContain(control.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task With_an_admin_token_the_control_api_asks_for_it()
    {
        const string Token = "a-token-of-26-characters--";
        await using var emulator = await EmulatorProcess.StartAsync(new Dictionary<string, string?> { ["STS_EMULATOR_ADMIN_TOKEN"] = Token });

        using var without = await emulator.Client.GetAsync("/_sts/health");
        emulator.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var with = await emulator.Client.GetAsync("/_sts/health");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
        Assert.DoesNotContain(Token, emulator.Banner + emulator.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relaxed_authentication_is_said_in_every_answer()
    {
        await using var emulator = await EmulatorProcess.StartAsync("--authentication", "relaxed");

        using var response = await emulator.Client.GetAsync("/");

        Assert.Equal("relaxed", Assert.Single(response.Headers.GetValues("x-sts-emulator-authentication")));
        Assert.Contains("RELAXED", emulator.Banner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_1()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();

        var outcome = await EmulatorProcess.RunAsync(
            "--aws-url", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}", "--metadata-url", "http://127.0.0.1:0", "--verifier-url", "http://127.0.0.1:0");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_bad_seed_is_one_line_per_problem_and_exit_2()
    {
        using SeedFolder folder = new();
        string seed = folder.Write("seed.yaml", "Accounts:\n  - AccountId: '1'\n  - AccountId: '2'\n");

        var outcome = await EmulatorProcess.RunAsync("serve", "--seed", seed);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(2, outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Credentials_of_a_role_are_printed_for_sdks()
    {
        var emulator = running.Process;

        var outcome = await EmulatorProcess.RunAsync(
            "credentials", "--role-arn", "arn:aws:iam::123456789012:role/demo", "--duration-seconds", "900", "--endpoint-url", emulator.AwsUrl.ToString());

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var printed = JsonDocument.Parse(outcome.Output);
        Assert.Equal(1, printed.RootElement.GetProperty("Version").GetInt32());
        string id = printed.RootElement.GetProperty("AccessKeyId").GetString()!;
        string sessions = await emulator.Client.GetStringAsync("/_sts/sessions");
        Assert.Contains(id, sessions, StringComparison.Ordinal);
        Assert.DoesNotContain(printed.RootElement.GetProperty("SecretAccessKey").GetString()!, sessions, StringComparison.Ordinal);
        Assert.DoesNotContain(printed.RootElement.GetProperty("SessionToken").GetString()!, sessions, StringComparison.Ordinal);
        using var revoked = await emulator.Client.DeleteAsync($"/_sts/sessions/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Contains("\"revoked\"", await emulator.Client.GetStringAsync("/_sts/sessions"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--role-arn", "arn:aws:iam::123456789012:role/none", "AccessDenied")]
    [InlineData("--secret-access-key", "wrong", "SignatureDoesNotMatch")]
    [InlineData("--access-key-id", "unknown", "InvalidClientTokenId")]
    public async Task Credentials_that_are_refused_say_why_in_one_line(string option, string value, string code)
    {
        string[] role = option == "--role-arn" ? [] : ["--role-arn", "arn:aws:iam::123456789012:role/demo"];

        var outcome = await EmulatorProcess.RunAsync(
            ["credentials", .. role, option, value, "--endpoint-url", running.Process.AwsUrl.ToString()]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith(code + ": ", Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_without_an_emulator_fail_in_one_line()
    {
        using TcpListener nobody = new(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();

        var outcome = await EmulatorProcess.RunAsync(
            "credentials", "--role-arn", "arn:aws:iam::123456789012:role/demo", "--endpoint-url", $"http://127.0.0.1:{port}");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("does not answer", Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Preflight(string path)
    {
        HttpRequestMessage request = new(HttpMethod.Options, path);
        request.Headers.Add("Origin", "http://localhost:3000");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,x-amz-date");
        return request;
    }

    private static async Task<JsonDocument> GetAsync(HttpClient client, string path) => JsonDocument.Parse(await client.GetStringAsync(path));

    private static async Task<string> PostAsync(HttpClient client, string path, string json)
    {
        using var response = await client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}

/// <summary>One process for the tests that leave no trace in it.</summary>
public sealed class RunningEmulator : IAsyncLifetime
{
    public EmulatorProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Process = await EmulatorProcess.StartAsync();

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
