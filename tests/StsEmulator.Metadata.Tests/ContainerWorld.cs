using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Settings;
using StsEmulator.SigV4;

namespace StsEmulator.Metadata.Tests;

/// <summary>What the account has for containers: roles that trust their services, tasks, a cluster and its tokens.</summary>
internal static class ContainerWorld
{
    public const string Issuer = "https://oidc.example/id/DEV", Region = "us-east-1", Cluster = "dev";
    public const string NodeKey = "AKIANODE000000000001", IdleKey = "AKIAIDLE000000000001", Secret = "secret";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256), OtherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static DirectoryEntity[] Entities =>
    [
        World.Role("task-role", "AROATASK000000000001", Trust("ecs-tasks.amazonaws.com", "sts:AssumeRole")),
        World.Role("pod-role", "AROAPOD0000000000001", Trust("pods.eks.amazonaws.com", "sts:AssumeRole\",\"sts:TagSession")) with { Policies = [Allow("sts:AssumeRole")] },
        World.Role("untagged-role", "AROAUNTAGGED00000001", Trust("pods.eks.amazonaws.com", "sts:AssumeRole")),
        World.Role("target-role", "AROATARGET0000000001", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"sts:AssumeRole",
            "Condition":{"StringEquals":{"sts:ExternalId":"us-east-1/123456789012/dev/default/chained","aws:PrincipalTag/kubernetes-pod-uid":"uid-1"}}}]}
            """),
        User("node", NodeKey, Allow("eks-auth:AssumeRoleForPodIdentity")),
        User("idle", IdleKey),
    ];

    public static MetadataSettings Settings => new(
        [World.OptionalInstance],
        [
            new TaskSettings { TaskId = "web-1", RoleArn = Arn("task-role"), Tags = [new Tag("team", "core")] },
            new TaskSettings { TaskId = "guarded", RoleArn = Arn("task-role"), AuthorizationToken = "Basic abc=" },
            new TaskSettings { TaskId = "closed", RoleArn = Arn("closed-role") },
            new TaskSettings { TaskId = "gone", RoleArn = Arn("no-role") },
        ])
    {
        Clusters =
        [
            new ClusterSettings
            {
                Name = Cluster,
                AccountId = "123456789012",
                Issuer = Issuer,
                Jwks = Jwks(),
                PodIdentityAssociations =
                [
                    Association("app", "pod-role"),
                    Association("untagged", "untagged-role") with { DisableSessionTags = true },
                    Association("untaggable", "untagged-role"),
                    Association("chained", "pod-role") with { TargetRoleArn = Arn("target-role") },
                    Association("strange", "pod-role") with { TargetRoleArn = Arn("target-role") },
                ],
            },
        ],
    };

    public static Task<MetadataHost> StartAsync(World world) => MetadataHost.StartAsync(world, Settings);

    /// <summary>Writes a token of the cluster that is good for an hour from now.</summary>
    public static string Token(World world, string serviceAccount = "app", Action<JsonObject>? change = null, bool isForged = false)
    {
        long now = world.Clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject claims = new()
        {
            ["aud"] = new JsonArray("pods.eks.amazonaws.com"),
            ["iss"] = Issuer,
            ["sub"] = "system:serviceaccount:default:" + serviceAccount,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = "default",
                ["serviceaccount"] = new JsonObject { ["name"] = serviceAccount, ["uid"] = "uid-0" },
                ["pod"] = new JsonObject { ["name"] = "app-5d", ["uid"] = "uid-1" },
            },
        };
        change?.Invoke(claims);
        string text = Encode("""{"alg":"ES256","kid":"1"}"""u8) + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        return text + "." + Encode((isForged ? OtherKey : Key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256));
    }

    /// <summary>Calls AssumeRoleForPodIdentity with a key.</summary>
    public static async Task<(int Status, string? Error, JsonElement Body)> CallAsync(
        MetadataHost host, World world, string body, string key = NodeKey, string cluster = Cluster, string region = Region, string secret = Secret)
    {
        string target = $"/clusters/{cluster}/assume-role-for-pod-identity";
        byte[] content = Encoding.UTF8.GetBytes(body);
        var headers = new RequestSigner(key, secret, null).Sign(
            "POST", target, [new HeaderField("Host", host.Address.Authority)], content, region, "eks-auth", world.Clock.GetUtcNow());
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(host.Address, target)) { Content = new ByteArrayContent(content) };
        foreach (var header in headers)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using HttpClient client = new();
        using var response = await client.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        string? error = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.Single() : null;
        return ((int)response.StatusCode, error, document.RootElement.Clone());
    }

    public static string Arn(string role) => $"arn:aws:iam::123456789012:role/app/{role}";

    private static PodIdentityAssociation Association(string serviceAccount, string role) =>
        new() { Namespace = "default", ServiceAccount = serviceAccount, RoleArn = Arn(role) };

    private static User User(string name, string key, params StoredPolicy[] policies) => new()
    {
        AccountId = World.AccountId,
        UserName = name,
        UserId = "AIDA" + name.ToUpperInvariant(),
        AccessKeys = [new AccessKey(AccessKeyId.Parse(key), Secret, true)],
        Policies = policies,
    };

    private static StoredPolicy Allow(string action) =>
        new("allow", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""");

    private static string Trust(string service, string actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":["{{actions}}"]}]}""";

    private static string Jwks()
    {
        var point = Key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"keys":[{"kty":"EC","kid":"1","crv":"P-256","x":"{{Encode(point.X)}}","y":"{{Encode(point.Y)}}"}]}""";
    }

    private static string Encode(ReadOnlySpan<byte> octets) => Base64Url.EncodeToString(octets);
}
