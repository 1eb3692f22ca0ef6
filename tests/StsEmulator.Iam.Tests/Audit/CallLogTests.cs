using StsEmulator.Iam.Audit;

namespace StsEmulator.Iam.Tests.Audit;

public sealed class CallLogTests
{
    [Fact]
    public void The_newest_comes_first_and_the_oldest_is_forgotten()
    {
        CallLog log = new(3);
        foreach (string action in "abcde".Select(letter => $"s:{letter}"))
            log.Record(Call(action));

        var latest = log.Latest(10, after: null, _ => true);

        Assert.Equal([(5L, "s:e"), (4L, "s:d"), (3L, "s:c")], latest.Select(call => (call.Id, call.Action)));
    }

    [Fact]
    public void A_page_goes_on_behind_the_event_it_names()
    {
        CallLog log = new(10);
        for (int i = 0; i < 5; i++)
            log.Record(Call("s:a"));

        Assert.Equal([3L, 2L], log.Latest(2, after: 4, _ => true).Select(call => call.Id));
        Assert.Empty(log.Latest(2, after: 1, _ => true));
        Assert.Equal([5L], log.Latest(1, after: long.MaxValue, _ => true).Select(call => call.Id));
    }

    [Fact]
    public void A_filter_looks_past_what_does_not_fit()
    {
        CallLog log = new(10);
        log.Record(Call("s:a"));
        log.Record(Call("s:b"));

        Assert.Equal("s:a", Assert.Single(log.Latest(1, after: null, call => call.Action == "s:a")).Action);
    }

    [Fact]
    public void What_a_request_brings_is_cut_at_the_length_of_an_arn()
    {
        Assert.Equal(2048, Call(new string('a', 2048)).Action.Length);
        Assert.Equal(2048, Call(new string('a', 2049)).Action.Length);
    }

    [Fact]
    public void A_log_holds_one_call_at_least() => Assert.Throws<ArgumentOutOfRangeException>(() => new CallLog(0));

    private static CallRecord Call(string action) => new()
    {
        Time = World.Start,
        Source = "test",
        Action = action,
    };
}
