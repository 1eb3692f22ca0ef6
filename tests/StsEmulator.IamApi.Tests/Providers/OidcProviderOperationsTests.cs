using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.Providers;

public sealed class OidcProviderOperationsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:iam::111122223333:oidc-provider/issuer.example/tenant";

    private static readonly string Thumbprint = new('a', 40);

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_provider_is_read_back_without_its_scheme()
    {
        var created = (await CreateAsync()).ShouldSucceed();

        var read = (await iam.CallAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", Arn))).ShouldSucceed();

        Assert.Equal((Arn, "issuer.example/tenant", "2026-03-01T12:00:00Z"), (created["OpenIDConnectProviderArn"], read["Url"], read["CreateDate"]));
        Assert.Equal(["app"], read.Members("ClientIDList").Select(member => member.Value));
        Assert.Equal([Thumbprint], read.Members("ThumbprintList").Select(member => member.Value));
        Assert.Equal(["v"], read.Texts("Tags", "Value"));
    }

    [Fact]
    public async Task Without_thumbprints_the_list_stays_empty_and_only_https_is_reached()
    {
        (await iam.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://issuer.example"))).ShouldSucceed();

        var provider = iam.Account.FindOidcProvider("issuer.example")!;

        Assert.Empty(provider.ThumbprintList);
        Assert.False(provider.MayBePrivate);
    }

    [Theory]
    [InlineData("issuer.example"), InlineData("http://issuer.example"), InlineData("https://issuer.example:8443"), InlineData("https://issuer.example/a?b=c")]
    [InlineData("https://"), InlineData("https:///path"), InlineData("https://user@issuer.example"), InlineData("https://issuer.example/#x"), InlineData("http://localhost:8080")]
    [InlineData("https://issuer example"), InlineData("https://[::1]/x"), InlineData("HTTPS://issuer.example")]
    public async Task A_URL_that_no_issuer_has_is_refused(string url)
    {
        var answer = await iam.CallAsync("CreateOpenIDConnectProvider", ("Url", url));

        answer.ShouldFail(400, "ValidationError", "Invalid Open ID Connect Provider URL");
    }

    [Fact]
    public async Task A_URL_is_registered_once_and_its_case_matters()
    {
        await CreateAsync();

        var again = await CreateAsync();
        var otherCase = await iam.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://issuer.example/Tenant"));

        again.ShouldFail(409, "EntityAlreadyExists", "Provider with url https://issuer.example/tenant already exists.");
        otherCase.ShouldSucceed();
    }

    [Theory, InlineData(5, true), InlineData(6, false)]
    public async Task A_provider_has_at_most_five_thumbprints(int count, bool isAccepted)
    {
        var list = Enumerable.Range(1, count).Select(i => ($"ThumbprintList.member.{i}", Thumbprint)).ToArray();

        var created = await iam.CallAsync("CreateOpenIDConnectProvider", [("Url", "https://a.example"), .. list]);
        await CreateAsync();
        var updated = await iam.CallAsync("UpdateOpenIDConnectProviderThumbprint", [("OpenIDConnectProviderArn", Arn), .. list]);

        foreach (var answer in new[] { created, updated })
        {
            if (isAccepted)
                answer.ShouldSucceed();
            else
                answer.ShouldFail(400, "InvalidInput", "Thumbprint list must contain fewer than 5 entries.");
        }
    }

    [Theory, InlineData(39), InlineData(41)]
    public async Task A_thumbprint_has_forty_digits(int length)
    {
        var answer = await iam.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://a.example"), ("ThumbprintList.member.1", new string('a', length)));

        Assert.Equal((400, "ValidationError"), ((int)answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_thumbprint_is_hexadecimal()
    {
        string odd = new('g', 40);

        var answer = await iam.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://a.example"), ("ThumbprintList.member.1", odd));

        answer.ShouldFail(400, "InvalidInput", $"Thumbprint {odd} is not the SHA-1 digest of a certificate in 40 hexadecimal digits.");
    }

    [Theory, InlineData(100, true), InlineData(101, false)]
    public async Task A_provider_has_at_most_a_hundred_client_ids(int count, bool isAccepted)
    {
        var clients = Enumerable.Range(1, count).Select(i => ($"ClientIDList.member.{i}", $"client{i}")).ToArray();

        var answer = await iam.CallAsync("CreateOpenIDConnectProvider", [("Url", "https://a.example"), .. clients]);

        if (isAccepted)
            answer.ShouldSucceed();
        else
            answer.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100");
    }

    [Fact]
    public async Task Client_ids_are_added_up_to_the_hundredth_and_removed_and_doing_so_again_succeeds()
    {
        var clients = Enumerable.Range(1, 99).Select(i => ($"ClientIDList.member.{i}", $"client{i}")).ToArray();
        await iam.CallAsync("CreateOpenIDConnectProvider", [("Url", "https://issuer.example/tenant"), .. clients]);

        (await ClientAsync("AddClientIDToOpenIDConnectProvider", "last")).ShouldSucceed();
        (await ClientAsync("AddClientIDToOpenIDConnectProvider", "last")).ShouldSucceed();
        var tooMany = await ClientAsync("AddClientIDToOpenIDConnectProvider", "one more");
        (await ClientAsync("RemoveClientIDFromOpenIDConnectProvider", "last")).ShouldSucceed();
        (await ClientAsync("RemoveClientIDFromOpenIDConnectProvider", "last")).ShouldSucceed();

        tooMany.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100");
        Assert.Equal(99, iam.Account.FindOidcProvider("issuer.example/tenant")!.ClientIdList.Count);
    }

    [Theory]
    [InlineData("GetOpenIDConnectProvider"), InlineData("ListOpenIDConnectProviderTags"), InlineData("AddClientIDToOpenIDConnectProvider")]
    [InlineData("RemoveClientIDFromOpenIDConnectProvider"), InlineData("UpdateOpenIDConnectProviderThumbprint"), InlineData("TagOpenIDConnectProvider")]
    [InlineData("UntagOpenIDConnectProvider")]
    public async Task A_provider_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(
            action, ("OpenIDConnectProviderArn", Arn), ("ClientID", "app"), ("ThumbprintList.member.1", Thumbprint),
            ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"), ("TagKeys.member.1", "k"));

        answer.ShouldFail(404, "NoSuchEntity", $"OpenIDConnect Provider not found for arn {Arn}");
    }

    [Theory]
    [InlineData("arn:aws:iam::444455556666:oidc-provider/issuer.example/tenant"), InlineData("arn:aws:iam::111122223333:saml-provider/issuer.example/tenant")]
    [InlineData("arn:aws-cn:iam::111122223333:oidc-provider/issuer.example/tenant"), InlineData("no ARN of any kind whatever")]
    public async Task An_ARN_that_is_not_the_providers_finds_nothing(string arn)
    {
        await CreateAsync();

        var answer = await iam.CallAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn));

        answer.ShouldFail(404, "NoSuchEntity", $"OpenIDConnect Provider not found for arn {arn}");
    }

    [Fact]
    public async Task Deleting_succeeds_also_where_nothing_is_left_to_delete()
    {
        await CreateAsync();

        (await iam.CallAsync("DeleteOpenIDConnectProvider", ("OpenIDConnectProviderArn", Arn))).ShouldSucceed();
        (await iam.CallAsync("DeleteOpenIDConnectProvider", ("OpenIDConnectProviderArn", Arn))).ShouldSucceed();

        Assert.Null(iam.Account.FindOidcProvider("issuer.example/tenant"));
    }

    [Fact]
    public async Task Providers_are_listed()
    {
        await CreateAsync();
        await iam.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://a.example"));

        var listed = (await iam.CallAsync("ListOpenIDConnectProviders")).ShouldSucceed();

        Assert.Equal(["arn:aws:iam::111122223333:oidc-provider/a.example", Arn], listed.Texts("OpenIDConnectProviderList", "Arn"));
    }

    [Fact]
    public async Task An_account_has_at_most_a_hundred_providers()
    {
        await using var full = await IamFixture.StartAsync([.. Enumerable.Range(0, 100).Select(i => new OidcProvider { AccountId = Given.Account, Url = $"https://i{i}.example" })]);

        var answer = await full.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://issuer.example"));

        answer.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100");
    }

    [Fact]
    public async Task Tags_of_a_provider_decide_who_may_delete_it()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:DeleteOpenIDConnectProvider","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/k":"v"}}}}""";
        var limited = Given.User("nobody", "AIDARTX3GSDSQNOBODY23", Given.Nobody) with { Policies = [new StoredPolicy("tagged", Policy)] };
        await using var tagged = await IamFixture.StartAsync(limited, new OidcProvider { AccountId = Given.Account, Url = "https://issuer.example/tenant" });

        var before = await tagged.CallAsync(Given.Nobody, "DeleteOpenIDConnectProvider", ("OpenIDConnectProviderArn", Arn));
        await tagged.CallAsync("TagOpenIDConnectProvider", ("OpenIDConnectProviderArn", Arn), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));
        var after = await tagged.CallAsync(Given.Nobody, "DeleteOpenIDConnectProvider", ("OpenIDConnectProviderArn", Arn));

        Assert.Equal("AccessDenied", before.Code);
        after.ShouldSucceed();
    }

    private Task<IamAnswer> CreateAsync() => iam.CallAsync(
        "CreateOpenIDConnectProvider", ("Url", "https://issuer.example/tenant"), ("ClientIDList.member.1", "app"), ("ThumbprintList.member.1", Thumbprint),
        ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));

    private Task<IamAnswer> ClientAsync(string action, string client) => iam.CallAsync(action, ("OpenIDConnectProviderArn", Arn), ("ClientID", client));
}
