using System.Text;
using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Server.Control;
using StsEmulator.Server.Seeds;
using StsEmulator.Server.Tests.Seeds;

namespace StsEmulator.Server.Tests.Control;

public sealed class TradeInGrantReaderTests
{
    private const string Role = "arn:aws:iam::123456789012:role/r";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_role_is_enough()
    {
        var (grant, problems) = Read($$"""{"Principal":"{{Role}}"}""");

        Assert.Empty(problems.Found);
        Assert.Equal((Role, "delegated", TimeSpan.FromHours(1)), (grant!.PrincipalArn, grant.SessionName, grant.Duration));
        Assert.Equal(Now + TimeSpan.FromMinutes(15), grant.Expiration);
        Assert.StartsWith("AROA", grant.PrincipalId, StringComparison.Ordinal);
        Assert.Null(grant.Policy);
        Assert.Null(grant.ProviderAccount);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var (grant, _) = Read($$"""
            {"Principal":"{{Role}}","SessionName":"partner","Duration":"PT12H","ExpiresIn":"P7D","ProviderAccountId":"210987654321",
             "Policy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"} } }
            """);

        Assert.Equal(("partner", TimeSpan.FromHours(12), "210987654321"), (grant!.SessionName, grant.Duration, grant.ProviderAccount.ToString()));
        Assert.Equal(Now + TimeSpan.FromDays(7), grant.Expiration);
        Assert.Contains("s3:*", grant.Policy!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "`Principal` is missing")]
    [InlineData("""{"Principal":"arn:aws:iam::123456789012:role/none"}""", "Principal: there is no role")]
    [InlineData("""{"Principal":"arn:aws:iam::123456789012:user/alice"}""", "Principal: there is no role")]
    [InlineData($$"""{"Principal":"{{Role}}","Duration":"PT14M59S"}""", "Duration: expected an ISO 8601 duration from PT15M to PT12H")]
    [InlineData($$"""{"Principal":"{{Role}}","Duration":"PT12H1S"}""", "Duration: expected")]
    [InlineData($$"""{"Principal":"{{Role}}","ExpiresIn":"PT0S"}""", "ExpiresIn: expected")]
    [InlineData($$"""{"Principal":"{{Role}}","ExpiresIn":"P7DT1S"}""", "ExpiresIn: expected")]
    [InlineData($$"""{"Principal":"{{Role}}","SessionName":"a"}""", "SessionName: `a` is not a role session name")]
    [InlineData($$"""{"Principal":"{{Role}}","ProviderAccountId":"1"}""", "ProviderAccountId: `1` is not an account id")]
    [InlineData($$"""{"Principal":"{{Role}}","Policy":{"Statement":7} }""", "Policy: ")]
    [InlineData($$"""{"Principal":"{{Role}}","Polcy":{} }""", "Polcy")]
    public void What_is_wrong_is_said(string json, string problem)
    {
        var (grant, problems) = Read(json);

        Assert.Null(grant);
        Assert.Contains(problem, SeedJson.Describe(problems), StringComparison.Ordinal);
    }

    private static (TradeInGrant? Grant, SeedProblems Problems) Read(string json)
    {
        var (seed, _) = SeedFolder.LoadAccount($"Roles: [ {{ RoleName: r, AssumeRolePolicyDocument: {SeedFolder.Trust} }} ]");
        var directory = DirectorySnapshot.Of(new DirectoryRecords(default, seed!.Entities));
        SeedProblems problems = new();
        var node = SeedJson.Read(Encoding.UTF8.GetBytes(json), problems);
        return (new TradeInGrantReader(problems, directory, Now).Read(node!), problems);
    }
}
