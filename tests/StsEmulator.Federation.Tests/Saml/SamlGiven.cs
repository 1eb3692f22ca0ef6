using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Saml;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation.Tests.Saml;

/// <summary>An account with a provider, and a clock that stands a minute after the assertions were issued.</summary>
internal sealed class SamlGiven
{
    private readonly SamlValidator validator;

    public SamlGiven(SamlProvider? provider = null, SamlRules? rules = null, string now = "2027-01-15T08:01:00Z")
    {
        Time = new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        validator = new SamlValidator(MemoryStore.Create(new EmulatorClock(Time)).OneTime, Time, rules ?? SamlRules.Default);
        Account = DirectorySnapshot.Empty.Apply(1, new DirectoryChange(1, [new Account { AccountId = AccountId }, provider ?? Provider], [])).Find(AccountId)!;
    }

    public static AccountId AccountId { get; } = AccountId.Parse("123456789012");

    public static SamlProvider Provider => new() { AccountId = AccountId, Name = "MySAMLIdP", SamlMetadataDocument = TestIdentityProvider.Metadata };

    public FakeTimeProvider Time { get; }

    public AccountDirectory Account { get; }

    /// <summary>A response whose assertion is signed.</summary>
    public static string Signed(SamlShape shape) => TestIdentityProvider.Sign(shape.Response(shape.Assertion));

    public static string Encode(string xml) => Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));

    public ValueTask<SamlResult> ValidateAsync(string response, string role = SamlShape.RoleArn, string provider = SamlShape.ProviderArn) =>
        validator.ValidateAsync(Account, provider, role, response, TestContext.Current.CancellationToken);

    public async Task<SamlIdentity> AcceptAsync(string xml)
    {
        var result = await ValidateAsync(Encode(xml));
        Assert.True(result.IsValid, result.Refusal.ToString());
        return result.Identity;
    }

    public async Task<SamlRefusalKind> RefuseAsync(string xml)
    {
        var result = await ValidateAsync(Encode(xml));
        Assert.False(result.IsValid);
        return result.Refusal;
    }
}
