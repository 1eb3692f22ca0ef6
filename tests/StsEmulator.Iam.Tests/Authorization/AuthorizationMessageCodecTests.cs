using StsEmulator.Iam.Authorization;

namespace StsEmulator.Iam.Tests.Authorization;

public sealed class AuthorizationMessageCodecTests
{
    [Fact]
    public async Task The_longest_message_fits_what_the_operation_takes_and_no_longer_one()
    {
        var world = await World.CreateAsync();
        var codec = new AuthorizationMessageCodec(world.Stores.Values, world.Identifiers);
        string longest = new('m', AuthorizationMessageCodec.MaximumMessageLength);

        string encoded = await codec.EncodeAsync(longest, World.Home, CancellationToken.None);

        Assert.Equal(AuthorizationMessageCodec.MaximumEncodedLength, encoded.Length);
        Assert.Equal(longest, await codec.DecodeAsync(encoded, World.Home, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await codec.EncodeAsync(longest + "m", World.Home, CancellationToken.None));
    }

    [Fact]
    public async Task Any_replica_opens_it_for_its_account_alone()
    {
        var world = await World.CreateAsync();
        string encoded = await new AuthorizationMessageCodec(world.Stores.Values, world.Identifiers).EncodeAsync("{}", World.Home, CancellationToken.None);
        var other = new AuthorizationMessageCodec(world.Stores.Values, world.Identifiers);

        Assert.Equal("{}", await other.DecodeAsync(encoded, World.Home, CancellationToken.None));
        Assert.Null(await other.DecodeAsync(encoded, World.Elsewhere, CancellationToken.None));
        Assert.DoesNotContain('+', encoded);
        Assert.DoesNotContain('/', encoded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Anything_else_is_no_message(string encoded)
    {
        var world = await World.CreateAsync();
        var codec = new AuthorizationMessageCodec(world.Stores.Values, world.Identifiers);

        Assert.Null(await codec.DecodeAsync(encoded, World.Home, CancellationToken.None));
    }
}
