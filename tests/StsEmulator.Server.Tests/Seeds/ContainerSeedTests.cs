namespace StsEmulator.Server.Tests.Seeds;

public sealed class ContainerSeedTests
{
    private const string Role = "arn:aws:iam::123456789012:role/pod";

    private const string Account = $$"""
        Accounts:
          - AccountId: "123456789012"
            Roles: [ { RoleName: pod, AssumeRolePolicyDocument: {{SeedFolder.Trust}} } ]
          - AccountId: "210987654321"
            Roles: [ { RoleName: data, AssumeRolePolicyDocument: {{SeedFolder.Trust}} } ]

        """;

    [Fact]
    public void A_task_is_read_with_the_names_of_ECS()
    {
        var (seed, problems) = SeedFolder.LoadText(Account + $$"""
            Metadata:
              Tasks:
                - { TaskId: a, RoleArn: "{{Role}}", Region: eu-west-1, AvailabilityZone: eu-west-1b, Cluster: prod, Family: web, Revision: 7, ServiceName: web-s,
                    LaunchType: EC2, ContainerName: app, Image: "example/web:1", Labels: [ { Key: tier, Value: front } ], Tags: [ { Key: team, Value: core } ] }
                - { TaskId: b, RoleArn: "{{Role}}" }
            """);

        Assert.Empty(problems);
        var task = seed!.Metadata.Tasks[0];
        Assert.Equal(("eu-west-1", "eu-west-1b", "prod", "web", 7), (task.Region, task.AvailabilityZone, task.Cluster, task.Family, task.Revision));
        Assert.Equal(("web-s", "EC2", "app", "example/web:1"), (task.ServiceName, task.LaunchType, task.ContainerName, task.Image));
        Assert.Equal(("tier", "team"), (task.Labels[0].Key, task.Tags[0].Key));
        Assert.Equal(("us-east-1", 1, "FARGATE"), (seed.Metadata.Tasks[1].Region, seed.Metadata.Tasks[1].Revision, seed.Metadata.Tasks[1].LaunchType));
    }

    [Fact]
    public void A_cluster_is_read_with_its_keys_and_associations()
    {
        using SeedFolder folder = new();
        folder.Write("keys.json", """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""");
        string path = folder.Write("seed.yaml", Account + $$"""
            Metadata:
              Clusters:
                - Name: dev
                  Issuer: "https://oidc.example/id/DEV"
                  JwksFile: keys.json
                  PodIdentityAssociations:
                    - { Namespace: default, ServiceAccount: app, RoleArn: "{{Role}}", TargetRoleArn: "arn:aws:iam::210987654321:role/data", DisableSessionTags: true, AssociationId: a-1 }
            """);

        var (seed, problems) = SeedFolder.Load(path);

        Assert.Empty(problems);
        var cluster = Assert.Single(seed!.Metadata.Clusters);
        var association = Assert.Single(cluster.PodIdentityAssociations);
        Assert.Equal(("dev", "123456789012", "us-east-1", "https://oidc.example/id/DEV"), (cluster.Name, cluster.AccountId, cluster.Region, cluster.Issuer));
        Assert.Contains("kty", cluster.Jwks, StringComparison.Ordinal);
        Assert.Equal(("default", "app", Role, true, "a-1"),
            (association.Namespace, association.ServiceAccount, association.RoleArn, association.DisableSessionTags, association.AssociationId));
        Assert.Equal("arn:aws:iam::210987654321:role/data", association.TargetRoleArn);
    }

    [Fact]
    public void What_is_wrong_with_tasks_and_clusters_is_reported_at_its_line()
    {
        var (seed, problems) = SeedFolder.LoadText(Account + $$"""
            Metadata:
              Tasks:
                - { TaskId: a, RoleArn: "arn:aws:iam::123456789012:role/none" }
                - { TaskId: a, RoleArn: "{{Role}}", LaunchType: LAMBDA }
                - { TaskId: b, RoleArn: "{{Role}}", Revision: 0 }
                - { TaskId: c, RoleArn: "{{Role}}", AvailabilityZone: eu-west-1a }
              Clusters:
                - { Name: dev, Issuer: "http://oidc.example" }
                - Name: two
                  Issuer: "https://oidc.example"
                  PodIdentityAssociations:
                    - { Namespace: default, ServiceAccount: app, RoleArn: "{{Role}}" }
                    - { Namespace: default, ServiceAccount: app, RoleArn: "{{Role}}" }
                    - { Namespace: default, ServiceAccount: data, RoleArn: "arn:aws:iam::210987654321:role/data" }
            """);

        Assert.Null(seed);
        Assert.Equal(
            [
                "seed.yaml:9: task `a` is already at SEED:8",
                "seed.yaml:9: LaunchType: expected FARGATE or EC2 or EXTERNAL",
                "seed.yaml:10: Revision: expected a number from 1 to 2147483647",
                "seed.yaml:11: AvailabilityZone: `eu-west-1a` is not in the region `us-east-1`",
                "seed.yaml:13: Issuer: expected an https URL without port, query and fragment, or http on a loopback address",
                "seed.yaml:13: `PodIdentityAssociations` is missing",
                "seed.yaml:18: ServiceAccount: `default/app` has an association already",
                "seed.yaml:19: RoleArn: the roles of a cluster's associations are of one account, here `123456789012`",
                "seed.yaml:8: RoleArn: there is no role `arn:aws:iam::123456789012:role/none`",
            ],
            problems.Select(problem => System.Text.RegularExpressions.Regex.Replace(problem, @"at \S+:8\z", "at SEED:8")));
    }
}
