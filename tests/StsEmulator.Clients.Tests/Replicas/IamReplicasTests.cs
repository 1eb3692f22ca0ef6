using System.Diagnostics;
using System.Globalization;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.DotNet;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Replicas;

/// <summary>Writes of the IAM API on two emulators that share one Redis.</summary>
public sealed class IamReplicasTests(SharedEmulator shared) : IAsyncLifetime
{
    /// <summary>Far above the 100 ms that the benchmark `replicas` holds the emulator to; here it is only asked whether.</summary>
    private static readonly TimeSpan SeenBound = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(60);

    private readonly RedisServer redis = new();
    private EmulatorProcess one = null!, other = null!;

    public async ValueTask InitializeAsync()
    {
        if (!RedisServer.IsInstalled)
            return;
        await redis.StartAsync();
        one = await shared.StartOwnAsync("--store", redis.Store);
        other = await shared.StartOwnAsync("--store", redis.Store);
    }

    public async ValueTask DisposeAsync()
    {
        if (one is not null)
            await one.DisposeAsync();
        if (other is not null)
            await other.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task A_write_on_one_is_seen_by_the_other()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        IamCaller writer = new(one), reader = new(other);
        for (int i = 0; i < 20; i++)
        {
            (string, string) name = ("UserName", $"seen{i}");

            var written = await writer.CallAsync("CreateUser", name);
            long answered = Stopwatch.GetTimestamp();
            var seen = await Until.AnswerAsync(() => reader.CallAsync("GetUser", name), outcome => outcome.Status == 200, SeenBound);

            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(answered).TotalMilliseconds:0.0} ms"));
            Assert.Equal((200, 200), (written.Status, seen.Status));
        }
    }

    [Fact]
    public async Task A_session_that_is_issued_after_a_write_is_judged_by_it_everywhere_at_once()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        for (int i = 0; i < 20; i++)
        {
            (string, string) name = ("UserName", $"judged{i}");

            var written = await new IamCaller(one).CallAsync("CreateUser", name);
            var session = (await one.DemoCredentialsAsync($"after-{i}")).GetCredentials();
            var seen = await new IamCaller(other, session.AccessKey, session.SecretKey, session.Token).CallAsync("GetUser", name);

            Assert.Equal((200, 200), (written.Status, seen.Status));
        }
    }

    [Fact]
    public async Task Four_writers_on_two_replicas_lose_nothing()
    {
        const int Writers = 4, WritesEach = 12;
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        const string Provider = "arn:aws:iam::123456789012:oidc-provider/shared.example";
        Assert.Equal(200, (await new IamCaller(one).CallAsync("CreateUser", ("UserName", "shared"))).Status);
        Assert.Equal(200, (await new IamCaller(one).CallAsync("CreateOpenIDConnectProvider", ("Url", "https://shared.example"))).Status);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            IamCaller caller = new(writer % 2 == 0 ? one : other);
            // The other replica may not have the two yet.
            await Until.AnswerAsync(() => caller.CallAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", Provider)), outcome => outcome.Status == 200, SeenBound);
            for (int i = 0; i < WritesEach; i++)
            {
                string name = $"w{writer}-{i}";
                Assert.Equal("", (await caller.CallAsync("TagUser", ("UserName", "shared"), ("Tags.member.1.Key", name), ("Tags.member.1.Value", name))).Code);
                Assert.Equal("", (await caller.CallAsync("CreateUser", ("UserName", name))).Code);
                Assert.Equal("", (await caller.CallAsync("AddClientIDToOpenIDConnectProvider", ("OpenIDConnectProviderArn", Provider), ("ClientID", name))).Code);
            }
        }));

        string[] expected = [.. Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, WritesEach).Select(i => $"w{writer}-{i}")).Order(StringComparer.Ordinal)];
        foreach (IamCaller reader in new[] { new IamCaller(one), new IamCaller(other) })
        {
            var tags = await Until.AnswerAsync(() => reader.CallAsync("ListUserTags", ("UserName", "shared")), outcome => outcome.Texts("Key").Count == expected.Length, SeenBound);
            var clients = await Until.AnswerAsync(
                () => reader.CallAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", Provider)), outcome => outcome.Texts("member").Count == expected.Length, SeenBound);
            var users = await Until.AnswerAsync(
                () => reader.CallAsync("ListUsers"), outcome => outcome.Texts("UserName").Count(name => name.StartsWith('w')) == expected.Length, SeenBound);
            Assert.Equal(expected, tags.Texts("Key").Order(StringComparer.Ordinal));
            Assert.Equal(expected, clients.Texts("member").Order(StringComparer.Ordinal));
            Assert.Equal(expected, users.Texts("UserName").Where(name => name.StartsWith('w')).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Of_two_that_create_the_same_exactly_one_does()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        for (int i = 0; i < 20; i++)
        {
            (string, string) name = ("UserName", $"contested{i}");

            var outcomes = await Task.WhenAll(new IamCaller(one).CallAsync("CreateUser", name), new IamCaller(other).CallAsync("CreateUser", name));

            Assert.Equal(["", "EntityAlreadyExists"], outcomes.Select(outcome => outcome.Code).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_was_answered_outlives_a_Redis_that_dies_amid_writes_and_the_rest_was_refused_with_503()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        List<(string Name, IamOutcome Outcome)> written = [];
        using CancellationTokenSource enough = new();
        var writing = Task.Run(async () =>
        {
            IamCaller writer = new(one);
            for (int i = 0; !enough.IsCancellationRequested; i++)
            {
                var outcome = await writer.CallAsync("CreateUser", ("UserName", $"amid{i}"));
                lock (written)
                    written.Add(($"amid{i}", outcome));
            }
        });

        await Until.AnswerAsync(() => Task.FromResult(Count(200)), count => count >= 20, RecoveryPatience);
        await redis.StopAsync();
        await Until.AnswerAsync(() => Task.FromResult(Count(503)), count => count >= 1, RecoveryPatience);
        await redis.StartAsync();
        int before = Count(200);
        await Until.AnswerAsync(() => Task.FromResult(Count(200)), count => count > before, RecoveryPatience);
        await enough.CancelAsync();
        await writing;

        Assert.All(written, write => Assert.Contains((write.Outcome.Status, write.Outcome.Code), ((int, string)[])[(200, ""), (503, "ServiceUnavailable")]));
        foreach (var (name, _) in written.Where(write => write.Outcome.Status == 200))
        {
            var atOther = await Until.AnswerAsync(() => new IamCaller(other).CallAsync("GetUser", ("UserName", name)), outcome => outcome.Status == 200, RecoveryPatience);
            Assert.Equal((name, 200), (name, atOther.Status));
        }
        // A refused write may stand or not; both replicas agree on which.
        foreach (var (name, _) in written.Where(write => write.Outcome.Status == 503).Take(10))
            Assert.Equal((await new IamCaller(one).CallAsync("GetUser", ("UserName", name))).Code, (await new IamCaller(other).CallAsync("GetUser", ("UserName", name))).Code);

        int Count(int status)
        {
            lock (written)
                return written.Count(write => write.Outcome.Status == status);
        }
    }
}
