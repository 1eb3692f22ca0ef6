namespace StsEmulator.SigV4.Tests;

public sealed class SignatureTimeTests
{
    private static readonly TimeSpan Skew = SignatureTime.DefaultSkew;
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    [Fact]
    public void The_window_reaches_fifteen_minutes_back_and_includes_its_end()
    {
        Assert.Equal(SignatureFailure.None, Signed(Requests.SignedAt + Skew).Failure);

        var refusal = Signed(Requests.SignedAt + Skew + Instant);

        Assert.Equal(SignatureFailure.TooOld, refusal.Failure);
        Assert.Equal(
            new TimeMismatch(Requests.SignedAt, Requests.SignedAt + Instant, Requests.SignedAt + Skew + Instant, Skew, null), refusal.Time);
    }

    [Fact]
    public void The_window_reaches_fifteen_minutes_ahead_and_includes_its_end()
    {
        Assert.Equal(SignatureFailure.None, Signed(Requests.SignedAt - Skew).Failure);

        var refusal = Signed(Requests.SignedAt - Skew - Instant);

        Assert.Equal(SignatureFailure.NotYetCurrent, refusal.Failure);
        Assert.Equal(Requests.SignedAt - Instant, refusal.Time?.Limit);
    }

    [Fact]
    public void The_skew_is_a_setting()
    {
        var fiveMinutes = TimeSpan.FromMinutes(5);

        Assert.Equal(SignatureFailure.None, Judge(Requests.Sts.Sign(), Requests.SignedAt + fiveMinutes, null, fiveMinutes).Failure);
        Assert.Equal(SignatureFailure.TooOld, Judge(Requests.Sts.Sign(), Requests.SignedAt + fiveMinutes + Instant, null, fiveMinutes).Failure);
    }

    [Fact]
    public void Either_clock_will_do_and_a_refusal_speaks_of_the_first()
    {
        var moved = Requests.SignedAt.AddYears(4);

        Assert.Equal(SignatureFailure.None, Judge(Requests.Sts.Sign(), moved, Requests.SignedAt, Skew).Failure);
        Assert.Equal(moved, Judge(Requests.Sts.Sign(), moved, Requests.SignedAt + Skew + Instant, Skew).Time?.Now);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(604_800)]
    public void A_presigned_request_lives_from_its_date_to_its_end(int seconds)
    {
        var request = Requests.StsGet.Presign(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var end = Requests.SignedAt.AddSeconds(seconds);

        Assert.Equal(SignatureFailure.None, Judge(request, end, null, Skew).Failure);
        Assert.Equal(SignatureFailure.None, Judge(request, Requests.SignedAt - Skew, null, Skew).Failure);
        Assert.Equal(SignatureFailure.NotYetCurrent, Judge(request, Requests.SignedAt - Skew - Instant, null, Skew).Failure);

        var refusal = Judge(request, end + Instant, null, Skew);

        Assert.Equal(SignatureFailure.PresignedExpired, refusal.Failure);
        Assert.Equal(end, refusal.Time?.Limit);
        Assert.Equal(TimeSpan.FromSeconds(seconds), refusal.Time?.ValidFor);
    }

    [Fact]
    public void A_presigned_request_without_a_lifetime_lives_as_long_as_a_signed_one()
    {
        var request = Requests.StsGet.Presign(expires: null);

        Assert.Equal(SignatureFailure.None, Judge(request, Requests.SignedAt + Skew, null, Skew).Failure);
        Assert.Equal(SignatureFailure.TooOld, Judge(request, Requests.SignedAt + Skew + Instant, null, Skew).Failure);
    }

    [Theory]
    [InlineData("99991231T235959Z")]
    [InlineData("00010101T000000Z")]
    public void Times_at_the_ends_of_the_calendar_are_refused_and_not_thrown(string time)
    {
        var header = (Requests.Sts with { Time = time }).Sign();
        var query = (Requests.StsGet with { Time = time }).Presign("604800");

        Assert.NotEqual(SignatureFailure.None, Judge(header, Requests.SignedAt, null, Skew).Failure);
        Assert.NotEqual(SignatureFailure.None, Judge(query, Requests.SignedAt, null, Skew).Failure);
        Assert.NotEqual(SignatureFailure.None, Judge(header, DateTimeOffset.MinValue.AddDays(1), DateTimeOffset.MaxValue.AddDays(-1), Skew).Failure);
    }

    private static SignatureRefusal Signed(DateTimeOffset now) => Judge(Requests.Sts.Sign(), now, null, Skew);

    private static SignatureRefusal Judge(ReceivedRequest request, DateTimeOffset now, DateTimeOffset? alsoNow, TimeSpan skew)
    {
        SignatureTime.TryPass(Checks.Read(request), now, alsoNow, skew, out var refusal);
        return refusal;
    }
}
