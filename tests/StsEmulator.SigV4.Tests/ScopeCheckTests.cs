namespace StsEmulator.SigV4.Tests;

public sealed class ScopeCheckTests
{
    private static readonly ScopeExpectation StsInTwoRegions = new("sts", ["us-east-1", "eu-west-1"]);

    [Fact]
    public void The_pinned_service_in_an_accepted_region_passes()
    {
        Assert.Null(Mismatch(Requests.Sts, StsInTwoRegions));
        Assert.Null(Mismatch(Requests.Sts with { Region = "us-east-1" }, StsInTwoRegions));
    }

    [Fact]
    public void What_is_not_pinned_is_accepted()
    {
        Assert.Null(Mismatch(Requests.Sts with { Region = "xx-odd-9", Service = "anything" }, ScopeExpectation.Any));
    }

    [Theory]
    [InlineData("EU-WEST-1")]
    [InlineData("eu-west-2")]
    public void Another_region_is_a_fault(string region)
    {
        var mismatch = Mismatch(Requests.Sts with { Region = region }, StsInTwoRegions);

        Assert.Equal(ScopeFaults.Region, mismatch?.Faults);
        Assert.Equal(region, mismatch?.Region);
        Assert.Equal("us-east-1", mismatch?.ExpectedRegion);
    }

    [Fact]
    public void Another_service_is_a_fault()
    {
        var mismatch = Mismatch(Requests.Sts with { Service = "iam" }, StsInTwoRegions);

        Assert.Equal(ScopeFaults.Service, mismatch?.Faults);
        Assert.Equal("sts", mismatch?.ExpectedService);
    }

    [Fact]
    public void Another_terminator_is_a_fault_even_when_nothing_is_pinned()
    {
        var mismatch = Mismatch(Requests.Sts with { Terminator = "aws5_request" }, ScopeExpectation.Any);

        Assert.Equal(ScopeFaults.Terminator, mismatch?.Faults);
        Assert.Equal("aws5_request", mismatch?.Terminator);
    }

    [Theory]
    [InlineData("20260103")]
    [InlineData("2026010")]
    [InlineData("202601020")]
    public void A_date_that_is_not_the_request_times_is_a_fault(string date)
    {
        var mismatch = Mismatch(Requests.Sts with { ScopeDate = date }, ScopeExpectation.Any);

        Assert.Equal(ScopeFaults.Date, mismatch?.Faults);
        Assert.Equal(date, mismatch?.Date);
        Assert.Equal(Requests.Time, mismatch?.RequestTime);
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var mismatch = Mismatch(
            Requests.Sts with { Region = "r", Service = "s", Terminator = "t", ScopeDate = "d" }, StsInTwoRegions);

        Assert.Equal(ScopeFaults.Region | ScopeFaults.Service | ScopeFaults.Terminator | ScopeFaults.Date, mismatch?.Faults);
    }

    private static ScopeMismatch? Mismatch(TestSigner signer, ScopeExpectation expectation)
    {
        bool passes = ScopeCheck.TryPass(Checks.Read(signer.Sign()), expectation, out var refusal);

        Assert.Equal(passes ? SignatureFailure.None : SignatureFailure.ScopeMismatch, refusal.Failure);
        return refusal.Scope;
    }
}
