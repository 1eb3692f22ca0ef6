using System.Text;

namespace StsEmulator.IamApi.Tests.Accounts;

public sealed class CredentialReportOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_report_is_there_once_it_was_asked_for()
    {
        (await iam.CallAsync("GetCredentialReport")).ShouldFail(410, "ReportNotPresent", null!);
        var started = (await iam.CallAsync("GenerateCredentialReport")).ShouldSucceed();
        var complete = (await iam.CallAsync("GenerateCredentialReport")).ShouldSucceed();

        Assert.Equal(("STARTED", "COMPLETE"), (started["State"], complete["State"]));
        var report = (await iam.CallAsync("GetCredentialReport")).ShouldSucceed();
        Assert.Equal(("text/csv", "2026-03-01T12:00:00Z"), (report["ReportFormat"], report["GeneratedTime"]));
    }

    [Fact]
    public async Task The_report_tells_what_the_directory_holds()
    {
        await iam.CallAsync("CreateUser", ("UserName", "a,b"));
        await iam.CallAsync("CreateLoginProfile", ("UserName", "a,b"), ("Password", "Correct-horse1"));
        await iam.CallAsync("UpdateAccountPasswordPolicy", ("MaxPasswordAge", "30"));
        await iam.CallAsync("GenerateCredentialReport");

        var lines = Encoding.UTF8.GetString(Convert.FromBase64String((await iam.CallAsync("GetCredentialReport"))["Content"]!)).Split('\n');

        Assert.Equal(22, lines[0].Split(',').Length);
        Assert.Equal(
            "<root_account>,arn:aws:iam::111122223333:root,2026-03-01T12:00:00+00:00,not_supported,N/A,not_supported,not_supported,false,"
            + "true,2026-03-01T12:00:00+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A",
            lines[1]);
        Assert.Equal(
            "\"a,b\",\"arn:aws:iam::111122223333:user/a,b\",2026-03-01T12:00:00+00:00,true,no_information,2026-03-01T12:00:00+00:00,"
            + "2026-03-31T12:00:00+00:00,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A",
            lines[2]);
        Assert.StartsWith(
            "admin,arn:aws:iam::111122223333:user/admin,2026-03-01T12:00:00+00:00,false,N/A,N/A,N/A,false,"
            + "true,2026-03-01T12:00:00+00:00,2026-03-01T12:00:00+00:00,us-east-1,iam,",
            lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_counts_for_four_hours()
    {
        await iam.CallAsync("GenerateCredentialReport");

        iam.Time.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        (await iam.CallAsync("GetCredentialReport")).ShouldSucceed();
        iam.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("ReportExpired", (await iam.CallAsync("GetCredentialReport")).Code);
        Assert.Equal("STARTED", (await iam.CallAsync("GenerateCredentialReport"))["State"]);
        (await iam.CallAsync("GetCredentialReport")).ShouldSucceed();
    }

    [Fact]
    public async Task Who_may_not_generate_a_report_makes_none()
    {
        var refused = await iam.CallAsync(Given.Nobody, "GenerateCredentialReport");

        Assert.Equal("AccessDenied", refused.Code);
        Assert.Equal("ReportNotPresent", (await iam.CallAsync("GetCredentialReport")).Code);
    }
}
