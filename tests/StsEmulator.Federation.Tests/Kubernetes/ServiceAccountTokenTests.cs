using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Kubernetes;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Federation.Tests.Kubernetes;

public sealed class ServiceAccountTokenTests
{
    private const string Pod = """{"namespace":"ns","serviceaccount":{"name":"app","uid":"1"},"pod":{"name":"app-1","uid":"2"}}""";

    private static readonly OidcProvider Issuer = new()
    {
        AccountId = AccountId.Parse("123456789012"),
        Url = TestIssuer.Url,
        ClientIdList = ["pods"],
        Jwks = TestIssuer.Jwks,
    };

    [Fact]
    public void A_token_says_whose_pod_it_is()
    {
        bool isRead = ServiceAccountToken.TryRead(TestIssuer.Sign(Claims()), WebIdentityRules.Default, out var token, out string? problem);

        Assert.True(isRead, problem);
        Assert.Equal(("ns", "app", "app-1", "2"), (token!.Namespace, token.ServiceAccount, token.PodName, token.PodUid));
        Assert.DoesNotContain("uid", token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "system:serviceaccount:ns:app")]
    [InlineData("{}", "system:serviceaccount:ns:app")]
    [InlineData("""{"namespace":"ns","serviceaccount":{"name":"app"},"pod":{"name":"app-1"}}""", "system:serviceaccount:ns:app")]
    [InlineData("""{"namespace":"ns","serviceaccount":"app","pod":{"name":"app-1","uid":"2"}}""", "system:serviceaccount:ns:app")]
    [InlineData(Pod, "system:serviceaccount:ns:other")]
    [InlineData(Pod, "app")]
    public void A_token_without_an_agreeing_pod_is_not_taken(string pod, string subject)
    {
        bool isRead = ServiceAccountToken.TryRead(TestIssuer.Sign(Claims(pod, subject)), WebIdentityRules.Default, out _, out string? problem);

        Assert.False(isRead);
        Assert.Contains("kubernetes.io", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, TestIssuer.Url, "pods", null)]
    [InlineData(199, TestIssuer.Url, "pods", null)]
    [InlineData(99, TestIssuer.Url, "pods", WebIdentityRefusalKind.NotYetValid)]
    [InlineData(200, TestIssuer.Url, "pods", WebIdentityRefusalKind.Expired)]
    [InlineData(100, "https://other.example", "pods", WebIdentityRefusalKind.UnknownIssuer)]
    [InlineData(100, TestIssuer.Url, "sts", WebIdentityRefusalKind.IncorrectAudience)]
    public async Task A_token_is_held_to_its_issuer_audience_and_times(long now, string issuer, string audience, WebIdentityRefusalKind? expected)
    {
        var refusal = await ValidateAsync(TestIssuer.Sign(Claims(issuer: issuer, audience: audience)), now);

        Assert.Equal(expected, refusal?.Kind);
    }

    [Fact]
    public async Task A_token_that_was_changed_after_it_was_signed_is_refused()
    {
        string[] parts = TestIssuer.Sign(Claims()).Split('.');
        parts[1] = TestIssuer.Encode(System.Text.Encoding.UTF8.GetBytes(Claims(Pod.Replace("app-1", "app-2", StringComparison.Ordinal))));

        var refusal = await ValidateAsync(string.Join('.', parts), 100);

        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, refusal?.Kind);
    }

    private static async Task<WebIdentityRefusal?> ValidateAsync(string text, long now)
    {
        Assert.True(ServiceAccountToken.TryRead(text, WebIdentityRules.Default, out var token, out string? problem), problem);
        FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeSeconds(now));
        return await new ServiceAccountTokenValidator(new PinnedKeySource(), clock).ValidateAsync(token, Issuer, CancellationToken.None);
    }

    private static string Claims(
        string pod = Pod, string subject = "system:serviceaccount:ns:app", string issuer = TestIssuer.Url, string audience = "pods") =>
        $$"""{"iss":"{{issuer}}","aud":["{{audience}}"],"sub":"{{subject}}","iat":100,"nbf":100,"exp":200,"kubernetes.io":{{pod}}}""";
}
