using System.Text;
using CsCheck;
using StsEmulator.Metadata.Tokens;

namespace StsEmulator.Metadata.Tests.Tokens;

public sealed class MetadataTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly DateTimeOffset End = World.Start.AddHours(6);

    [Fact]
    public void A_token_says_when_it_ends_to_whoever_has_the_key()
    {
        string token = Make(Key);

        bool isRead = MetadataToken.TryRead(Key, token, out var end);

        Assert.True(isRead);
        Assert.Equal(End, end);
        Assert.Matches(@"\A[A-Za-z0-9_-]{54}==\z", token);
    }

    [Fact]
    public void A_token_of_another_key_is_refused()
    {
        byte[] other = [.. Key];
        other[31] ^= 1;

        Assert.False(MetadataToken.TryRead(other, Make(Key), out _));
    }

    [Fact]
    public void A_token_with_any_character_changed_is_refused()
    {
        string token = Make(Key);

        Gen.Select(Gen.Int[0, MetadataToken.Length - 1], Gen.Char[' ', '~']).Sample((position, character) =>
        {
            var changed = new StringBuilder(token) { [position] = character }.ToString();
            return changed == token || !MetadataToken.TryRead(Key, changed, out _);
        });
    }

    [Fact]
    public void No_text_of_any_length_is_taken_for_a_token() =>
        Gen.String.Sample(text => !MetadataToken.TryRead(Key, text, out _));

    private static string Make(byte[] key)
    {
        byte[] token = new byte[MetadataToken.Length];
        MetadataToken.Write(key, End, new byte[MetadataToken.NonceLength], token);
        return Encoding.ASCII.GetString(token);
    }
}
