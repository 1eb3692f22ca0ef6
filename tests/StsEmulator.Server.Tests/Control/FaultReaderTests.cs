using System.Text;
using StsEmulator.Metadata.Faults;
using StsEmulator.Server.Control;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Control;

public sealed class FaultReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, FaultEffect> Kinds => new()
    {
        { """{"Status":400}""", new FaultEffect.Status(400) },
        { """{"Status":599}""", new FaultEffect.Status(599) },
        { """{"Delay":"PT0.001S"}""", new FaultEffect.Delay(TimeSpan.FromMilliseconds(1)) },
        { """{"Delay":"PT10M"}""", new FaultEffect.Delay(TimeSpan.FromMinutes(10)) },
        { """{"Body":"empty"}""", new FaultEffect.Body(BodyDamage.Empty) },
        { """{"Body":"malformed"}""", new FaultEffect.Body(BodyDamage.Malformed) },
        { """{"Body":"truncated"}""", new FaultEffect.Body(BodyDamage.Truncated) },
        { """{"Drop":true}""", new FaultEffect.Drop() },
        { """{"RefuseTokens":true}""", new FaultEffect.RefuseTokens() },
        { """{"Credentials":"expired"}""", new FaultEffect.Credentials(TimeSpan.FromMinutes(-1)) },
        { """{"Credentials":"expiring"}""", new FaultEffect.Credentials(TimeSpan.FromMinutes(1)) },
        { """{"Credentials":"expiring","ExpiresIn":"PT1S"}""", new FaultEffect.Credentials(TimeSpan.FromSeconds(1)) },
        { """{"Credentials":"expiring","ExpiresIn":"PT6H"}""", new FaultEffect.Credentials(TimeSpan.FromHours(6)) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_is_read_within_its_limits(string body, FaultEffect expected)
    {
        var (rule, problems) = Read(body);

        Assert.Empty(problems.Found);
        Assert.Equal(new FaultRule { Effect = expected }, rule);
    }

    [Fact]
    public void A_rule_says_which_requests_and_how_long()
    {
        var (rule, _) = Read("""{"Path":"/latest/*","Method":"PUT","Instance":"i-12345678","Times":1000000,"For":"P7D","Status":500}""");

        Assert.Equal(
            new FaultRule
            {
                Path = "/latest/*",
                Method = "PUT",
                InstanceId = "i-12345678",
                Times = 1_000_000,
                Until = Now.AddDays(7),
                Effect = new FaultEffect.Status(500),
            },
            rule);
    }

    [Theory]
    [InlineData("{}", "expected exactly one of Status, Delay")]
    [InlineData("""{"Status":500,"Drop":true}""", "expected exactly one of")]
    [InlineData("""{"Status":399}""", "Status: expected a number from 400 to 599")]
    [InlineData("""{"Status":600}""", "Status: expected a number from 400 to 599")]
    [InlineData("""{"Delay":"PT0S"}""", "Delay: expected")]
    [InlineData("""{"Delay":"PT10M1S"}""", "from PT0.001S to PT10M")]
    [InlineData("""{"Body":"late"}""", "Body: expected empty or malformed or truncated")]
    [InlineData("""{"Drop":false}""", "Drop: expected true")]
    [InlineData("""{"Credentials":"bad"}""", "Credentials: expected expired or expiring")]
    [InlineData("""{"Credentials":"expired","ExpiresIn":"PT1M"}""", "ExpiresIn: goes with")]
    [InlineData("""{"Credentials":"expiring","ExpiresIn":"PT0S"}""", "ExpiresIn: expected")]
    [InlineData("""{"Credentials":"expiring","ExpiresIn":"PT6H1S"}""", "ExpiresIn: expected")]
    [InlineData("""{"Drop":true,"Times":0}""", "Times: expected a number from 1 to 1000000")]
    [InlineData("""{"Drop":true,"Times":1000001}""", "Times: expected a number from 1 to 1000000")]
    [InlineData("""{"Drop":true,"For":"PT0.9S"}""", "For: expected")]
    [InlineData("""{"Drop":true,"For":"P7DT1S"}""", "For: expected")]
    [InlineData("""{"Drop":true,"Path":"latest"}""", "Path: expected a pattern that begins")]
    [InlineData("""{"Drop":true,"Path":""}""", "Path: ")]
    [InlineData("""{"Drop":true,"Method":"BREW"}""", "Method: expected GET or")]
    [InlineData("""{"Drop":true,"Instance":"web-1"}""", "Instance: `web-1` is not an instance id")]
    [InlineData("""{"Drop":true,"Tims":3}""", "did you mean `Times`?")]
    public void What_is_wrong_is_said(string body, string expected)
    {
        var (rule, problems) = Read(body);

        Assert.Null(rule);
        Assert.Contains(expected, SeedJson.Describe(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_pattern_has_a_length(int length, bool isRead)
    {
        var (rule, _) = Read($$"""{"Drop":true,"Path":"/{{new string('x', length - 1)}}"}""");

        Assert.Equal(isRead, rule is not null);
    }

    private static (FaultRule? Rule, SeedProblems Problems) Read(string body)
    {
        SeedProblems problems = new();
        var node = SeedJson.Read(Encoding.UTF8.GetBytes(body), problems);
        return (node is null ? null : new FaultReader(problems, Now).Read(node), problems);
    }
}
