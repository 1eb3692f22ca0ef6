using StsEmulator.Iam.Mfa;

namespace StsEmulator.Iam.Tests.Mfa;

/// <summary>The vectors of RFC 6238, appendix B, for SHA-1; six digits are the last of its eight.</summary>
public sealed class TimeBasedCodeTests
{
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_rfc(long seconds, string code)
    {
        Assert.Equal(code, TimeBasedCode.Compute(World.MfaSeed, DateTimeOffset.FromUnixTimeSeconds(seconds)));
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_code_is_good_a_step_early_and_a_step_late(int seconds, bool isGood)
    {
        var step = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        string code = TimeBasedCode.Compute(World.MfaSeed, step)!;

        Assert.Equal(isGood ? 1_234_567_890 / 30 : null, TimeBasedCode.Match(World.MfaSeed, code, step.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData("GEZD GNBV GY3T QOJQ", "1234567890")]
    [InlineData("gezdgnbvgy3tqojq", "1234567890")]
    [InlineData("GE======", "1")]
    [InlineData("GEZDGNBV1", null)]
    [InlineData("", null)]
    [InlineData("A", null)]
    public void Seeds_are_base32(string seed, string? bytes)
    {
        byte[]? decoded = TimeBasedCode.Decode(seed);

        Assert.Equal(bytes, decoded is null ? null : System.Text.Encoding.ASCII.GetString(decoded));
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("")]
    public void A_code_of_another_length_matches_nothing(string code) => Assert.Null(TimeBasedCode.Match(World.MfaSeed, code, World.Start));
}
