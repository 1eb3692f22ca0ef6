namespace StsEmulator.SigV4.Tests;

public sealed class SigningKeyCacheTests
{
    [Fact]
    public void A_key_is_derived_once()
    {
        var cache = new SigningKeyCache();

        var first = Get(cache, "AKIA1");

        Assert.Same(first, Get(cache, "AKIA1"));
        Assert.Same(first, Get(cache, "AKIA1", secret: new string(Requests.Secret.AsSpan())));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Another_id_day_region_or_service_has_another_key()
    {
        var cache = new SigningKeyCache();

        SigningKey[] keys =
        [
            Get(cache, "AKIA1"), Get(cache, "AKIA2"), Get(cache, "AKIA1", date: "20260103"),
            Get(cache, "AKIA1", region: "us-east-1"), Get(cache, "AKIA1", service: "iam"),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys.Length, cache.Count);
    }

    [Fact]
    public void A_key_is_never_served_for_another_secret()
    {
        var cache = new SigningKeyCache();
        var request = Requests.Sts.Sign();

        Assert.Equal(SignatureFailure.None, Checks.Run(request, cache: cache).Failure);
        Assert.Equal(SignatureFailure.Mismatch, Checks.Run(request, "another secret", cache: cache).Failure);
        Assert.Equal(SignatureFailure.None, Checks.Run(request, cache: cache).Failure);
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Forgetting_an_id_drops_all_its_keys_and_no_others()
    {
        var cache = new SigningKeyCache();
        var kept = Get(cache, "AKIA2");
        var dropped = Get(cache, "AKIA1");
        Get(cache, "AKIA1", service: "iam");

        cache.Forget("AKIA1");

        Assert.Equal(1, cache.Count);
        Assert.Same(kept, Get(cache, "AKIA2"));
        Assert.NotSame(dropped, Get(cache, "AKIA1"));
    }

    [Fact]
    public void The_cache_holds_its_capacity_and_no_more()
    {
        var cache = new SigningKeyCache(capacity: 4);

        for (int i = 0; i < 4; i++)
            Get(cache, $"AKIA{i}");
        Assert.Equal(4, cache.Count);
        for (int i = 4; i < 100; i++)
            Get(cache, $"AKIA{i}");

        Assert.Equal(4, cache.Count);
    }

    [Fact]
    public void A_key_in_use_outlives_those_used_once()
    {
        var cache = new SigningKeyCache(capacity: 4);
        var busy = Get(cache, "busy");

        for (int i = 0; i < 50; i++)
        {
            Get(cache, $"once{i}");
            Assert.Same(busy, Get(cache, "busy"));
        }
    }

    [Fact]
    public void A_scope_too_long_to_be_real_is_derived_and_not_kept()
    {
        var cache = new SigningKeyCache();
        string longest = new('r', 256 - "AKIA1".Length - "20260102".Length - "sts".Length);

        Get(cache, "AKIA1", region: longest);
        Get(cache, "AKIA1", region: longest + "r");

        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Many_threads_may_use_and_forget_at_once()
    {
        var cache = new SigningKeyCache(capacity: 8);

        Parallel.For(0, 4_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            Get(cache, $"AKIA{i % 13}");
            if (i % 17 == 0)
                cache.Forget($"AKIA{i % 13}");
        });

        Assert.InRange(cache.Count, 0, 8);
        Assert.Same(Get(cache, "last"), Get(cache, "last"));
    }

    [Fact]
    public void A_cache_without_room_is_a_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigningKeyCache(capacity: 0));
    }

    private static SigningKey Get(
        SigningKeyCache cache, string accessKeyId, string date = "20260102", string region = "eu-west-1", string service = "sts",
        string secret = Requests.Secret) =>
        cache.GetOrDerive(
            accessKeyId,
            new CredentialScope(date.AsMemory(), region.AsMemory(), service.AsMemory(), "aws4_request".AsMemory()),
            secret);
}
