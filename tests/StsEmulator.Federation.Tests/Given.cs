using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Keys;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Federation.Tests;

/// <summary>An account with a provider, a clock that stands, and claims to change one at a time.</summary>
internal sealed class Given
{
    public const long Now = 1_800_000_000;

    public const string ProviderArn = "arn:aws:iam::123456789012:oidc-provider/issuer.example/tenant";

    private readonly WebIdentityValidator validator;

    public Given()
    {
        validator = new WebIdentityValidator(new PinnedKeySource(), Time, WebIdentityRules.Default);
        Account = AccountWith(TestIssuer.Url, TestIssuer.Jwks, "app", "other-app");
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(Now));

    public AccountDirectory? Account { get; set; }

    public static AccountDirectory AccountWith(string url, string? jwks, params string[] clientIds)
    {
        Assert.True(AccountId.TryParse("123456789012", out var id));
        var provider = new OidcProvider { AccountId = id, Url = url, Jwks = jwks, ClientIdList = clientIds };
        var snapshot = DirectorySnapshot.Empty.Apply(1, new DirectoryChange(1, [new Account { AccountId = id }, provider], []));
        return snapshot.Find(id)!;
    }

    /// <summary>The claims of a sound token. A null takes one away; other values are JSON.</summary>
    public static string Claims(params (string Name, string? Json)[] changes)
    {
        var claims = new Dictionary<string, string?>
        {
            ["iss"] = $"\"{TestIssuer.Url}\"",
            ["sub"] = "\"repo:octo/app\"",
            ["aud"] = "\"app\"",
            ["iat"] = $"{Now - 60}",
            ["exp"] = $"{Now + 300}",
        };
        foreach (var (name, json) in changes)
            claims[name] = json;
        return "{" + string.Join(',', claims.Where(claim => claim.Value is not null).Select(claim => $"\"{claim.Key}\":{claim.Value}")) + "}";
    }

    public ValueTask<WebIdentityResult> ValidateAsync(string token) => validator.ValidateAsync(Account, token, TestContext.Current.CancellationToken);

    public ValueTask<WebIdentityResult> ValidateClaimsAsync(params (string Name, string? Json)[] changes) =>
        ValidateAsync(TestIssuer.Sign(Claims(changes)));

    public async Task<WebIdentity> AcceptAsync(params (string Name, string? Json)[] changes)
    {
        var result = await ValidateClaimsAsync(changes);
        Assert.True(result.IsValid, result.Refusal?.ToString());
        return result.Identity;
    }

    public async Task<WebIdentityRefusal> RefuseAsync(params (string Name, string? Json)[] changes)
    {
        var result = await ValidateClaimsAsync(changes);
        Assert.False(result.IsValid);
        return result.Refusal;
    }
}
