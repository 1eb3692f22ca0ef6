using StsEmulator.IdentityProvider.Tests.ConsoleSignIn;
using StsEmulator.IdentityProvider.Tests.OpenId;

namespace StsEmulator.IdentityProvider.Tests.SamlSignIn;

public sealed class SamlSignInTests : IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_user_signs_in_takes_all_roles_along_and_chooses_one_at_AWS()
    {
        using Visitor visitor = new(host);
        var launch = await LaunchAsync(visitor, "ada");

        var handOver = await visitor.SubmitAsync(launch, "/saml/launch", ("role", "all"));
        var chooser = await visitor.SubmitAsync(handOver, "/saml");
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(
            chooser, "/saml/role", ("role", $"{ConsoleHost.RoleArn("saml-two")},{ConsoleHost.ProviderArn}")));

        Assert.Contains("Account 123456789012 (dev)", chooser.Text, StringComparison.Ordinal);
        Assert.Contains("assumed-role/saml-two/ada@example.com", page.Text, StringComparison.Ordinal);
        Assert.Contains("SAML, through " + ConsoleHost.ProviderArn, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_role_needs_no_choice()
    {
        using Visitor visitor = new(host);
        var launch = await LaunchAsync(visitor, "ada");

        var handOver = await visitor.SubmitAsync(launch, "/saml/launch", ("role", ConsoleHost.RoleArn("saml-one")));
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(handOver, "/saml"));

        Assert.Contains("assumed-role/saml-one/ada@example.com", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_along_a_role_that_the_seed_does_not_give()
    {
        using Visitor visitor = new(host);
        var launch = await LaunchAsync(visitor, "ada");

        var foreign = await visitor.SubmitAsync(launch, "/saml/launch", ("role", ConsoleHost.RoleArn("deploy")));
        using Visitor other = new(host);
        var none = await LaunchAsync(other, "eve");

        Assert.Equal("/saml", foreign.Location);
        Assert.Contains("No role is given to this user.", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_works_once_for_a_role()
    {
        using Visitor visitor = new(host), thief = new(host);
        string response = await host.ResponseAsync("saml-one");

        var first = await visitor.PostAsync("/saml", ("SAMLResponse", response));
        var second = await thief.PostAsync("/saml", ("SAMLResponse", response));

        Assert.Equal((302, 400), (first.Status, second.Status));
        Assert.Contains("SAML Assertion has already been used", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_the_response_does_not_offer_cannot_be_chosen()
    {
        using Visitor visitor = new(host);
        var chooser = await visitor.PostAsync("/saml", ("SAMLResponse", await host.ResponseAsync("saml-one", "saml-two")));

        var answer = await visitor.SubmitAsync(chooser, "/saml/role", ("role", $"{ConsoleHost.RoleArn("deploy")},{ConsoleHost.ProviderArn}"));
        var nothing = await visitor.SubmitAsync(chooser, "/saml/role");

        Assert.Equal(400, answer.Status);
        Assert.Contains("doesn&#x27;t contain the requested Role", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Choose a role.", nothing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trust_policy_that_does_not_admit_the_provider_is_obeyed()
    {
        using Visitor visitor = new(host);

        var answer = await visitor.PostAsync("/saml", ("SAMLResponse", await host.ResponseAsync("deploy")));

        Assert.Equal(400, answer.Status);
        Assert.Contains("Not authorized to perform sts:AssumeRoleWithSAML", answer.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(299, 200), InlineData(300, 400)]
    public async Task A_response_is_taken_for_five_minutes(int seconds, int status)
    {
        using Visitor visitor = new(host);
        string response = await host.ResponseAsync("saml-one", "saml-two");

        host.World.Machine.Advance(TimeSpan.FromSeconds(seconds));
        var answer = await visitor.PostAsync("/saml", ("SAMLResponse", response));

        Assert.Equal(status, answer.Status);
    }

    [Theory, InlineData("x"), InlineData("PHg+"), InlineData("")]
    public async Task What_is_no_response_is_refused(string response)
    {
        using Visitor visitor = new(host);

        Assert.Equal(400, (await visitor.PostAsync("/saml", ("SAMLResponse", response))).Status);
    }

    [Fact]
    public async Task A_changed_response_is_refused()
    {
        using Visitor visitor = new(host);
        string xml = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(await host.ResponseAsync("saml-one")));
        string changed = xml.Replace("role/saml-one", "role/saml-two", StringComparison.Ordinal);

        var answer = await visitor.PostAsync("/saml", ("SAMLResponse", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(changed))));

        Assert.Equal(400, answer.Status);
        Assert.Contains("Response signature invalid", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_name_the_provider_and_requests_are_not_answered()
    {
        using Visitor visitor = new(host);

        var metadata = await visitor.GetAsync("/saml/metadata");
        var request = await visitor.GetAsync("/saml?SAMLRequest=x");

        Assert.Contains($"entityID=\"{host.Address.AbsoluteUri}saml/metadata\"", metadata.Text, StringComparison.Ordinal);
        Assert.Contains("<X509Certificate", metadata.Text.Replace("ds:", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(400, request.Status);
    }

    private static async Task<Answer> LaunchAsync(Visitor visitor, string userName)
    {
        var signIn = await visitor.FollowAsync(await visitor.GetAsync("/saml"));
        var fields = System.Text.RegularExpressions.Regex.Matches(signIn.Text, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));
        return await visitor.FollowAsync(await visitor.PostAsync(signIn.Url, [.. fields, ("username", userName), ("password", "right")]));
    }
}
