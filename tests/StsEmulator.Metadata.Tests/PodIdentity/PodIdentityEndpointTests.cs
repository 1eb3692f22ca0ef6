namespace StsEmulator.Metadata.Tests.PodIdentity;

public sealed class PodIdentityEndpointTests : IAsyncLifetime
{
    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await ContainerWorld.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_node_gets_the_credentials_of_a_pod()
    {
        var (status, _, body) = await ContainerWorld.CallAsync(host, world, Body());

        Assert.Equal(200, status);
        Assert.Equal("""{"namespace":"default","serviceAccount":"app"}""", body.GetProperty("subject").GetRawText());
        Assert.Equal("pods.eks.amazonaws.com", body.GetProperty("audience").GetString());
        var association = body.GetProperty("podIdentityAssociation");
        string id = association.GetProperty("associationId").GetString()!;
        Assert.Matches(@"\Aa-[0-9a-f]{17}\z", id);
        Assert.Equal($"arn:aws:eks:us-east-1:123456789012:podidentityassociation/dev/{id}", association.GetProperty("associationArn").GetString());
        Assert.StartsWith("AROAPOD0000000000001:eks-dev-app-5d-", body.GetProperty("assumedRoleUser").GetProperty("assumeRoleId").GetString(), StringComparison.Ordinal);
        Assert.Equal(World.Start.AddHours(6).ToUnixTimeSeconds(), body.GetProperty("credentials").GetProperty("expiration").GetInt64());
    }

    [Fact]
    public async Task The_caller_is_authenticated_and_has_to_be_allowed()
    {
        var unknown = await ContainerWorld.CallAsync(host, world, Body(), key: "AKIAUNKNOWN000000001");
        var forged = await ContainerWorld.CallAsync(host, world, Body(), secret: "other");
        var idle = await ContainerWorld.CallAsync(host, world, Body(), key: ContainerWorld.IdleKey);

        Assert.Equal((403, "UnrecognizedClientException"), (unknown.Status, unknown.Error));
        Assert.Equal((403, "InvalidSignatureException"), (forged.Status, forged.Error));
        Assert.Equal((400, "AccessDeniedException"), (idle.Status, idle.Error));
        Assert.Equal(
            "User: arn:aws:iam::123456789012:user/idle is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: "
                + "arn:aws:eks:us-east-1:123456789012:cluster/dev because no identity-based policy allows the eks-auth:AssumeRoleForPodIdentity action",
            idle.Body.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("other", "us-east-1", 404, "ResourceNotFoundException")]
    [InlineData("dev", "eu-west-1", 404, "ResourceNotFoundException")]
    [InlineData("-dev", "us-east-1", 400, "InvalidParameterException")]
    public async Task A_cluster_is_found_by_name_and_region(string cluster, string region, int status, string error)
    {
        var answer = await ContainerWorld.CallAsync(host, world, Body(), cluster: cluster, region: region);

        Assert.Equal((status, error), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("", "InvalidRequestException")]
    [InlineData("[]", "InvalidRequestException")]
    [InlineData("""{"token":1}""", "InvalidRequestException")]
    [InlineData("""{"token":"a.b"}""", "InvalidParameterException")]
    public async Task The_body_holds_a_token(string body, string error)
    {
        var answer = await ContainerWorld.CallAsync(host, world, body);

        Assert.Equal((400, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task The_token_is_verified()
    {
        string token = ContainerWorld.Token(world);

        var forged = await ContainerWorld.CallAsync(host, world, $$"""{"token":"{{ContainerWorld.Token(world, isForged: true)}}"}""");
        world.Advance(TimeSpan.FromHours(1));
        var expired = await ContainerWorld.CallAsync(host, world, $$"""{"token":"{{token}}"}""");

        Assert.Equal((400, "InvalidTokenException"), (forged.Status, forged.Error));
        Assert.Equal((400, "ExpiredTokenException"), (expired.Status, expired.Error));
    }

    private string Body() => $$"""{"token":"{{ContainerWorld.Token(world)}}"}""";
}
