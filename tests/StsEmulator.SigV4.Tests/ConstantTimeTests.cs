namespace StsEmulator.SigV4.Tests;

public sealed class ConstantTimeTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(7), InlineData(31), InlineData(32), InlineData(33), InlineData(696), InlineData(16 * 1024)]
    public void A_difference_in_any_one_place_is_a_difference(int length)
    {
        string text = new('T', length);

        Assert.True(ConstantTime.AreEqual(text, new string('T', length)));
        for (int place = 0; place < length; place += 1 + (length / 97))
        {
            char[] other = text.ToCharArray();
            other[place] ^= (char)(1 << (place % 16));
            Assert.False(ConstantTime.AreEqual(text, other), $"place {place} of {length}");
            Assert.False(ConstantTime.AreEqual(other, text), $"place {place} of {length}");
        }
    }

    [Theory, InlineData("", "T"), InlineData("T", ""), InlineData("TTTT", "TTT"), InlineData("TTT", "TTTT")]
    public void Another_length_is_a_difference(string one, string other) => Assert.False(ConstantTime.AreEqual(one, other));
}
