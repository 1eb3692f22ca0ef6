using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Instances;
using StsEmulator.Server.Control;
using StsEmulator.Server.Randomness;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Control;

public sealed class InstanceEventReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_interruption_comes_two_minutes_after_its_notice_unless_it_says_when()
    {
        var usual = Apply("""{"Type":"spot-interruption","Delay":"PT10M"}""");
        var given = Apply("""{"Type":"spot-interruption","Action":"hibernate","Time":"2026-01-02T00:00:00Z"}""");

        Assert.Equal(new SpotInterruption("terminate", Now.AddMinutes(12), Now.AddMinutes(10)), usual.Spot);
        Assert.Equal(new SpotInterruption("hibernate", Now.AddDays(1), Now), given.Spot);
    }

    [Fact]
    public void A_recommendation_is_noticed_when_it_is_served() => Assert.Equal(
        new RebalanceRecommendation(Now.AddMinutes(1), Now.AddMinutes(1)), Apply("""{"Type":"rebalance-recommendation","Delay":"PT1M"}""").Rebalance);

    [Fact]
    public void Maintenance_has_defaults_for_everything()
    {
        var maintenance = Assert.Single(Apply("""{"Type":"scheduled-maintenance"}""").Maintenance);

        Assert.Equal(
            new ScheduledMaintenance(
                maintenance.EventId, "system-reboot", "The instance is scheduled for system-reboot", "active", Now, Now.AddDays(7), Now.AddDays(9), Now),
            maintenance);
        Assert.Matches(@"\Ainstance-event-[0-9a-f]{17}\z", maintenance.EventId);
    }

    [Fact]
    public void Maintenance_takes_what_is_given()
    {
        var maintenance = Assert.Single(Apply(
            """
            {"Type":"scheduled-maintenance","Code":"instance-stop","State":"canceled","EventId":"e-1","Description":"Moved",
             "NotBefore":"2026-02-01T00:00:00Z","NotAfter":"2026-02-01T00:00:00Z","NotBeforeDeadline":"2026-02-01T01:00:00+01:00","Delay":"PT1S"}
            """).Maintenance);

        var start = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(new ScheduledMaintenance("e-1", "instance-stop", "Moved", "canceled", start, start, start, Now.AddSeconds(1)), maintenance);
    }

    [Fact]
    public void A_target_state_waits_for_its_delay() => Assert.Equal(
        [new("InService", Now), new("Warmed:Stopped", Now.AddDays(365))],
        Apply("""{"Type":"lifecycle-state","State":"Warmed:Stopped","Delay":"P365D"}""").Lifecycle);

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{}", "Type: expected spot-interruption or")]
    [InlineData("""{"Type":"spot"}""", "Type: expected spot-interruption or")]
    [InlineData("""{"Type":"spot-interruption","Acton":"stop"}""", "did you mean `Action`?")]
    [InlineData("""{"Type":"spot-interruption","Action":"reboot"}""", "Action: expected terminate or stop or hibernate")]
    [InlineData("""{"Type":"spot-interruption","Time":"soon"}""", "Time: `soon` is no instant")]
    [InlineData("""{"Type":"spot-interruption","Time":"9000-01-01T00:00:00Z"}""", "from 1970 to 8999")]
    [InlineData("""{"Type":"spot-interruption","Delay":"-PT1S"}""", "Delay: expected an ISO 8601 duration from PT0S to P365D")]
    [InlineData("""{"Type":"spot-interruption","Delay":"P365DT1S"}""", "Delay: expected an ISO 8601 duration from PT0S to P365D")]
    [InlineData("""{"Type":"scheduled-maintenance","Code":"reboot"}""", "Code: expected")]
    [InlineData("""{"Type":"scheduled-maintenance","NotAfter":"2025-12-31T23:59:59Z"}""", "NotAfter: expected an instant not before")]
    [InlineData("""{"Type":"scheduled-maintenance","NotBeforeDeadline":"2025-12-31T23:59:59Z"}""", "NotBeforeDeadline: expected an instant")]
    [InlineData("""{"Type":"lifecycle-state"}""", "`State` is missing")]
    [InlineData("""{"Type":"lifecycle-state","State":"Gone"}""", "State: expected InService or")]
    [InlineData("""{"Type":"lifecycle-state","State":"\uD800"}""", "surrogate")]
    public void What_is_wrong_is_said(string body, string expected)
    {
        var (_, problems) = Read(body);

        Assert.Contains(expected, SeedJson.Describe(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EventId", 64, true)]
    [InlineData("EventId", 65, false)]
    [InlineData("Description", 1000, true)]
    [InlineData("Description", 1001, false)]
    public void Texts_have_a_length(string name, int length, bool isRead)
    {
        var (_, problems) = Read($$"""{"Type":"scheduled-maintenance","{{name}}":"{{new string('x', length)}}"}""");

        Assert.Equal(isRead, problems.Found.Count == 0);
    }

    private static InstanceNotices Apply(string body)
    {
        var (change, problems) = Read(body);
        Assert.Empty(problems.Found);
        return change!(InstanceNotices.None);
    }

    private static (Func<InstanceNotices, InstanceNotices>? Change, SeedProblems Problems) Read(string body)
    {
        SeedProblems problems = new();
        var node = SeedJson.Read(Encoding.UTF8.GetBytes(body), problems);
        return (node is null ? null : new InstanceEventReader(problems, new IdentifierGenerator(new OperatingSystemRandom()), Now).Read(node), problems);
    }
}
