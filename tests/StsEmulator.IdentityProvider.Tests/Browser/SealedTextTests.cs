using System.Text;

namespace StsEmulator.IdentityProvider.Tests.Browser;

public sealed class SealedTextTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("content");

    [Fact]
    public async Task What_one_replica_seals_another_opens_for_the_same_purpose_only()
    {
        World world = new();
        var (first, second) = (await world.ReplicaAsync(), await world.ReplicaAsync());

        string text = await first.Seal.SealAsync("a", Content, CancellationToken.None);

        Assert.Equal(Content, await second.Seal.OpenAsync("a", text, CancellationToken.None));
        Assert.Null(await second.Seal.OpenAsync("b", text, CancellationToken.None));
    }

    [Fact]
    public async Task Changed_text_does_not_open()
    {
        var replica = await new World().ReplicaAsync();
        string text = await replica.Seal.SealAsync("a", Content, CancellationToken.None);

        for (int i = 0; i < text.Length - 1; i++)
        {
            string changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            Assert.Null(await replica.Seal.OpenAsync("a", changed, CancellationToken.None));
        }
    }

    [Theory, InlineData(""), InlineData("A"), InlineData("not base64!"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Text_of_another_origin_does_not_open(string text) =>
        Assert.Null(await (await new World().ReplicaAsync()).Seal.OpenAsync("a", text, CancellationToken.None));

    [Fact]
    public async Task A_reset_makes_sealed_text_worthless()
    {
        World world = new();
        var replica = await world.ReplicaAsync();
        string text = await replica.Seal.SealAsync("a", Content, CancellationToken.None);

        await world.ResetAsync(replica);

        Assert.Null(await replica.Seal.OpenAsync("a", text, CancellationToken.None));
    }
}
