using System.Text.Json;
using System.Text.Json.Nodes;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Metadata.Tests.PodIdentity;

public sealed class PodIdentityAgentTests : IAsyncLifetime
{
    private const string Path = "/v1/credentials";

    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await ContainerWorld.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_pod_gets_a_session_of_its_role_with_transitive_tags_that_name_it()
    {
        var (status, body) = await AskAsync(ContainerWorld.Token(world));

        var caller = await CallerAsync(body);
        Assert.Equal(200, status);
        Assert.StartsWith("arn:aws:sts::123456789012:assumed-role/pod-role/eks-dev-app-5d-", caller.Principal.Arn, StringComparison.Ordinal);
        Assert.Equal(
            [
                "eks-cluster-arn=arn:aws:eks:us-east-1:123456789012:cluster/dev", "eks-cluster-name=dev", "kubernetes-namespace=default",
                "kubernetes-service-account=app", "kubernetes-pod-name=app-5d", "kubernetes-pod-uid=uid-1",
            ],
            caller.Session!.Facts!.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal(6, caller.Session.Facts.TransitiveTagKeys.Count);
        using var document = JsonDocument.Parse(body);
        Assert.Equal(["AccessKeyId", "SecretAccessKey", "Token", "AccountId", "Expiration"], document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("123456789012", document.RootElement.GetProperty("AccountId").GetString());
    }

    [Fact]
    public async Task Without_session_tags_the_role_need_not_admit_tagging()
    {
        var untagged = await AskAsync(ContainerWorld.Token(world, "untagged"));
        var untaggable = await AskAsync(ContainerWorld.Token(world, "untaggable"));

        Assert.Null((await CallerAsync(untagged.Body)).Session!.Facts);
        Assert.Equal(400, untaggable.Status);
        Assert.Matches(@"\A\[[0-9a-f-]{36}\]: \(AccessDeniedException\): .* sts:AssumeRole and sts:TagSession .*, fault: client\z", untaggable.Body);
    }

    [Fact]
    public async Task A_target_role_is_assumed_with_the_first_and_its_external_id()
    {
        var chained = await AskAsync(ContainerWorld.Token(world, "chained"));
        var strange = await AskAsync(ContainerWorld.Token(world, "strange"));

        var caller = await CallerAsync(chained.Body);
        Assert.StartsWith("arn:aws:sts::123456789012:assumed-role/target-role/eks-dev-app-5d-", caller.Principal.Arn, StringComparison.Ordinal);
        Assert.Equal(World.Start.AddHours(1), caller.Session!.Expiration);
        Assert.Contains("us-east-1/123456789012/dev/default/strange", strange.Body, StringComparison.Ordinal);
        Assert.Single(await world.Stores.Sessions.ListAsync(10, CancellationToken.None), session => !session.IsRevoked);
    }

    [Fact]
    public async Task A_token_gives_the_same_keys_until_they_are_renewed_half_an_hour_before_expiry()
    {
        string token = ContainerWorld.Token(world, change: claims => claims["exp"] = World.Start.AddDays(1).ToUnixTimeSeconds());
        var first = await AskAsync(token);

        world.Advance(TimeSpan.FromHours(5.5) - TimeSpan.FromTicks(1));
        var last = await AskAsync(token);
        world.Advance(TimeSpan.FromTicks(1));
        var renewed = await AskAsync(token);

        Assert.Equal(first, last);
        Assert.Equal(200, renewed.Status);
        Assert.NotEqual(first.Body, renewed.Body);
    }

    [Fact]
    public async Task Revoked_keys_are_not_served_again()
    {
        string token = ContainerWorld.Token(world);
        var revoked = await AskAsync(token);

        await world.Stores.Sessions.RevokeAsync(AccessKeyId.Parse(ServedCredentials.Of(revoked.Body).AccessKeyId), CancellationToken.None);

        Assert.NotEqual(revoked.Body, (await AskAsync(token)).Body);
    }

    [Theory]
    [InlineData("169.254.170.23", 200), InlineData("[fd00:ec2::23]", 200), InlineData("[fd00:ec2::23]:80", 200), InlineData("localhost:1338", 200)]
    [InlineData("127.0.0.9:1", 200), InlineData("[::1]", 200), InlineData("169.254.170.2", 403), InlineData("rebound.example", 403)]
    public async Task Only_the_addresses_of_the_agent_and_of_this_machine_are_answered(string name, int expected)
    {
        var (status, body) = await AskAsync(ContainerWorld.Token(world), ("Host", name));

        Assert.Equal(expected, status);
        Assert.Equal(expected == 403, body.StartsWith("Access Denied. Called agent through invalid address, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Any_method_will_do()
    {
        using var response = await host.SendAsync(HttpMethod.Put, Path, ("Authorization", ContainerWorld.Token(world)));

        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_request_without_a_token_or_with_none_is_refused_in_plain_text()
    {
        using var empty = await host.SendAsync(HttpMethod.Get, Path);
        var noToken = await AskAsync("Bearer x");
        var noPod = await AskAsync(ContainerWorld.Token(world, change: claims => claims.Remove("kubernetes.io")));
        var otherSubject = await AskAsync(ContainerWorld.Token(world, change: claims => claims["sub"] = "system:serviceaccount:default:other"));

        Assert.Equal((400, "Service account token cannot be empty"), ((int)empty.StatusCode, await empty.Content.ReadAsStringAsync()));
        Assert.Equal("text/plain", empty.Content.Headers.ContentType!.MediaType);
        Assert.All([noToken, noPod, otherSubject], answer =>
        {
            Assert.Equal(400, answer.Status);
            Assert.StartsWith("Service account token cannot be parsed: ", answer.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_token_is_good_from_its_nbf_until_its_exp()
    {
        string token = ContainerWorld.Token(world, change: claims => claims["nbf"] = World.Start.AddSeconds(10).ToUnixTimeSeconds());

        var early = await AskAsync(token);
        world.Advance(TimeSpan.FromSeconds(10));
        var first = await AskAsync(token);
        world.Advance(TimeSpan.FromSeconds(3589));
        var last = await AskAsync(token);
        world.Advance(TimeSpan.FromSeconds(1));
        var late = await AskAsync(token);

        Assert.Equal((400, 200, 200, 400), (early.Status, first.Status, last.Status, late.Status));
        Assert.Equal("Service account token failed basic claim validations: token is not valid yet", early.Body);
        Assert.Equal("Service account token failed basic claim validations: token is expired", late.Body);
    }

    [Fact]
    public async Task What_the_API_behind_refuses_comes_back_with_its_status_and_code()
    {
        var forged = await AskAsync(ContainerWorld.Token(world, isForged: true));
        var otherAudience = await AskAsync(ContainerWorld.Token(world, change: claims => claims["aud"] = new JsonArray("sts.amazonaws.com")));
        var otherIssuer = await AskAsync(ContainerWorld.Token(world, change: claims => claims["iss"] = "https://other.example"));
        var noAssociation = await AskAsync(ContainerWorld.Token(world, "nobody"));

        Assert.All([forged, otherAudience, otherIssuer], answer =>
        {
            Assert.Equal(400, answer.Status);
            Assert.Contains("(InvalidTokenException): ", answer.Body, StringComparison.Ordinal);
        });
        Assert.Equal(404, noAssociation.Status);
        Assert.Contains("(ResourceNotFoundException): ", noAssociation.Body, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Body)> AskAsync(string token, params (string Name, string Value)[] headers)
    {
        using var response = await host.SendAsync(HttpMethod.Get, Path, [("Authorization", token), .. headers]);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<Caller> CallerAsync(string body)
    {
        var signed = ServedCredentials.Of(body).Sign(world.Clock.GetUtcNow());
        return (await host.Authenticator.AuthenticateAsync(signed, AuthenticationExpectation.Any, CancellationToken.None)).Caller!;
    }
}
