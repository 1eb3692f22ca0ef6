using StsEmulator.Metadata.Faults;

namespace StsEmulator.Metadata.Tests.Faults;

public sealed class FaultPlanTests
{
    private readonly World world = new();
    private readonly FaultPlan plan;

    public FaultPlanTests() => plan = new FaultPlan(world.Clock);

    [Fact]
    public async Task Under_parallel_requests_exactly_as_many_are_struck_as_were_asked_for()
    {
        plan.Add(new FaultRule { Times = 1000, Effect = new FaultEffect.Drop() });
        int struck = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                if (plan.Take(Target("/latest")) is not null)
                    Interlocked.Increment(ref struck);
            }
        })));

        Assert.Equal(1000, struck);
        Assert.Empty(plan.List());
        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void A_time_ends_by_the_emulators_clock()
    {
        plan.Add(new FaultRule { Until = world.Clock.GetUtcNow().AddSeconds(30), Effect = new FaultEffect.Drop() });

        world.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        Assert.NotNull(plan.Take(Target("/latest")));
        world.Advance(TimeSpan.FromTicks(1));

        Assert.Null(plan.Take(Target("/latest")));
        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void A_request_meets_the_oldest_fault_that_fits_it()
    {
        var first = plan.Add(new FaultRule { Method = "PUT", Effect = new FaultEffect.Status(500) });
        var second = plan.Add(new FaultRule { InstanceId = "i-other", Effect = new FaultEffect.Status(501) });
        var third = plan.Add(new FaultRule { Times = 1, Effect = new FaultEffect.Status(502) });
        var fourth = plan.Add(new FaultRule { Effect = new FaultEffect.Status(503) });

        Assert.Same(third, plan.Take(Target("/latest")));
        Assert.Same(fourth, plan.Take(Target("/latest")));
        Assert.Same(first, plan.Take(Target("/latest") with { Method = "PUT" }));
        Assert.Same(second, plan.Take(Target("/latest") with { InstanceId = "i-other" }));
    }

    [Theory]
    [InlineData("/latest/meta-data/iam/*", "/latest/meta-data/iam/security-credentials/r", true)]
    [InlineData("/2021-03-23/meta-data//iam/*/", "/latest/meta-data/iam/info", true)]
    [InlineData("/latest/meta-data/iam/*", "/latest/meta-data/ami-id", false)]
    [InlineData("/v2/credentials/*", "/v2/credentials/demo", true)]
    [InlineData("/LATEST", "/latest", false)]
    [InlineData("*", "/", true)]
    [InlineData("*/ami-id", "/latest/meta-data/ami-id", true)]
    [InlineData("/latest/api/tok?n", "/latest/api/token", true)]
    public void A_pattern_is_compared_with_the_path_in_its_plain_form(string pattern, string path, bool isStruck)
    {
        plan.Add(new FaultRule { Path = pattern, Effect = new FaultEffect.Drop() });

        Assert.Equal(isStruck, plan.Take(Target(path)) is not null);
    }

    [Theory]
    [InlineData("//latest///meta-data/", "/latest/meta-data")]
    [InlineData("/2009-04-04/user-data", "/latest/user-data")]
    [InlineData("/2009-04-05/user-data", "/2009-04-05/user-data")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Slashes_and_versions_make_no_difference(string? path, string expected) => Assert.Equal(expected, FaultTarget.Normalize(path));

    [Fact]
    public void There_are_at_most_a_hundred_faults_and_spent_ones_do_not_count()
    {
        var once = plan.Add(new FaultRule { Times = 1, Effect = new FaultEffect.Drop() });
        for (int i = 1; i < FaultPlan.MaximumCount; i++)
            Assert.NotNull(plan.Add(new FaultRule { Path = "/x", Effect = new FaultEffect.Drop() }));

        Assert.Null(plan.Add(new FaultRule { Effect = new FaultEffect.Drop() }));
        Assert.Same(once, plan.Take(Target("/latest")));
        var last = plan.Add(new FaultRule { Effect = new FaultEffect.Drop() });

        Assert.NotNull(last);
        Assert.True(plan.Remove(last.Id));
        Assert.False(plan.Remove(last.Id));
        plan.Clear();
        Assert.True(plan.IsEmpty);
    }

    private static FaultTarget Target(string path) => new("GET", path, World.InstanceId, IsCredentials: false, IsTokenIssue: false, UsesToken: false);
}
