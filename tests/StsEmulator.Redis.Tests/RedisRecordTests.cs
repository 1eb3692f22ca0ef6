using StackExchange.Redis;
using StsEmulator.Iam.Storage;
using StsEmulator.StoreContract;

namespace StsEmulator.Redis.Tests;

/// <summary>What lies in Redis, seen from behind the store.</summary>
public sealed class RedisRecordTests(RedisServer redis) : IAsyncLifetime
{
    private RedisStoreUnderTest? opened;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RedisStoreUnderTest Store => opened!;

    public async ValueTask InitializeAsync() => opened = await RedisStoreUnderTest.OpenAsync(redis);

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    [Fact]
    public async Task A_session_record_lives_until_36_hours_past_expiry()
    {
        var key = await SaveAsync(1);

        var left = await Store.Database.KeyTimeToLiveAsync(key);

        // Only the seconds that this test itself takes may be missing.
        Assert.InRange(left!.Value, TimeSpan.FromHours(37) - TimeSpan.FromMinutes(1), TimeSpan.FromHours(37));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task A_session_record_that_cannot_be_read_is_no_unknown_key(string record)
    {
        var key = await SaveAsync(1);
        await Store.Database.StringSetAsync(key, record);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Stores.Sessions.RevokeAsync(Records.SessionKey(1), Cancellation));
    }

    [Theory]
    [InlineData("SecretAccessKey", "null")]
    [InlineData("AccessKeyId", "\"?\"")]
    [InlineData("Account", "\"12\"")]
    [InlineData("TokenDigest", "\"AAAA\"")]
    [InlineData("TokenDigest", "\"not base64\"")]
    [InlineData("TokenDigest", "7")]
    [InlineData("Expiration", "\"tomorrow\"")]
    [InlineData("PrincipalName", "null")]
    public async Task A_session_record_with_one_broken_field_cannot_be_read(string field, string value)
    {
        var key = await SaveAsync(1);
        var record = System.Text.Json.Nodes.JsonNode.Parse((string)(await Store.Database.StringGetAsync(key))!)!;
        Assert.NotNull(record[field]);
        record[field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        await Store.Database.StringSetAsync(key, record.ToJsonString());

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation));
    }

    [Theory, InlineData("{}"), InlineData("null"), InlineData("""{"Kind":"Toaster"}"""), InlineData("""{"Kind":"Role","RoleName":"x"}""")]
    public async Task A_directory_record_that_cannot_be_read_fails_the_load(string record)
    {
        var directory = Store.Keys().Single(key => key.ToString().EndsWith(":directory", StringComparison.Ordinal));
        await Store.Database.HashSetAsync(directory, "broken", record);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Stores.Directory.LoadAsync(Cancellation));
    }

    [Theory, InlineData(""), InlineData("1"), InlineData("1:"), InlineData(":1"), InlineData("-1:1"), InlineData("1:x")]
    public async Task Marks_that_cannot_be_read_judge_nothing(string marks)
    {
        await SaveAsync(1);
        await Store.Database.StringSetAsync($"{{{Store.Prefix}}}:marks", marks);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Stores.Marks.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task The_clear_token_is_nowhere_in_Redis()
    {
        var key = await SaveAsync(1);

        string record = (string)(await Store.Database.StringGetAsync(key))!;

        Assert.Contains("TokenDigest", record, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_removes_its_own_keys_and_nobody_elses()
    {
        string[] foreign = [$"{Store.Prefix}2:1:session:ASIA", $"{{{Store.Prefix}2}}:marks", $"foreign:{Store.Prefix}:key", $"x{Store.Prefix}:1:session:A"];
        foreach (string name in foreign)
            await Store.Database.StringSetAsync(name, "theirs");
        await using var neighbour = await RedisStoreUnderTest.OpenAsync(redis, Store.Prefix + "x");
        await neighbour.Stores.Sessions.SaveAsync(Records.Session(1, neighbour.Clock.GetUtcNow()), Cancellation);
        for (int number = 0; number < 1200; number++)
            await SaveAsync(number);
        await Store.Stores.Values.GetOrAddAsync("key", [1], null, Cancellation);
        await Store.Stores.OneTime.TryClaimAsync("code", TimeSpan.FromHours(1), Cancellation);
        await Store.Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(1), Cancellation);

        var reset = await Store.Stores.Directory.ResetAsync(Records.Seed, Cancellation);

        var own = Store.Keys().Select(key => key.ToString()).Where(key => key.TrimStart('{')[Store.Prefix.Length] is ':' or '}');
        string tag = $"{{{Store.Prefix}}}";
        Assert.Equal([$"{tag}:{reset.Marks.Generation}:directory", $"{tag}:marks", $"{tag}:seed"], own.Order(StringComparer.Ordinal));
        foreach (string name in foreign)
            Assert.Equal("theirs", await Store.Database.StringGetAsync(name));
        Assert.NotNull((await neighbour.Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation)).Session);
    }

    private async Task<RedisKey> SaveAsync(int number)
    {
        var session = Records.Session(number, Store.Clock.GetUtcNow());
        Assert.Equal(SessionSave.Saved, await Store.Stores.Sessions.SaveAsync(session, Cancellation));
        long generation = (await Store.Stores.Marks.ReadAsync(Cancellation)).Generation;
        return $"{Store.Prefix}:{generation}:session:{session.AccessKeyId}";
    }
}
