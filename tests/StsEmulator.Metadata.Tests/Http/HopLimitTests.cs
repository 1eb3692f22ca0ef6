using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tests.Http;

public sealed class HopLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_token_answer_has_the_hop_limit_of_the_instance_and_the_next_answer_the_usual_one(int hops)
    {
        await using var host = await new World().StartAsync(
            World.OptionalInstance with { MetadataOptions = new MetadataOptions { RequiresToken = false, HttpPutResponseHopLimit = hops } });
        using (await host.GetAsync("/latest/meta-data/instance-id"))
            await host.FinishedRequestAsync();
        int? usual = host.LastHops;

        string token = await host.TokenAsync();
        await host.FinishedRequestAsync();
        int? limited = host.LastHops;
        using (await host.GetAsync("/latest/meta-data/instance-id", token))
            await host.FinishedRequestAsync();

        Assert.Equal(hops, limited);
        Assert.Equal(usual, host.LastHops);
        Assert.NotNull(usual);
    }

    [Fact]
    public async Task The_limit_is_changed_while_the_instance_runs()
    {
        await using var host = await new World().StartAsync(World.Instance);
        await host.TokenAsync();
        await host.FinishedRequestAsync();
        int? before = host.LastHops;

        host.Instances.Put(World.Instance with { MetadataOptions = new MetadataOptions { HttpPutResponseHopLimit = 3 } });
        await host.TokenAsync();
        await host.FinishedRequestAsync();

        Assert.Equal((1, 3), (before, host.LastHops));
    }
}
