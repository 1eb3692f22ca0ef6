using StsEmulator.Server.Randomness;

namespace StsEmulator.Server.Tests.Randomness;

public sealed class OperatingSystemRandomTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(10_000)]
    public void No_bytes_are_handed_out_twice(int length)
    {
        OperatingSystemRandom random = new();
        HashSet<string> seen = [];

        // Enough draws that the blocks are refilled several times over.
        for (int i = 0; i < 1000; i++)
        {
            byte[] bytes = new byte[length];
            random.Fill(bytes);
            Assert.True(seen.Add(Convert.ToHexString(bytes)));
        }
    }
}
