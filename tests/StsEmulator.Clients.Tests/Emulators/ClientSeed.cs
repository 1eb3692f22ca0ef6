namespace StsEmulator.Clients.Tests.Emulators;

/// <summary>The account that the clients meet, written to a folder of its own as a seed file and the key set that it names.</summary>
internal sealed class ClientSeed : IDisposable
{
    public const string Account = "123456789012";

    /// <summary>Another account of the organization that <see cref="Account"/> manages.</summary>
    public const string Member = "210987654321";

    public const string DemoRole = $"arn:aws:iam::{Account}:role/demo";

    /// <summary>Only for callers whose principal tag <c>team</c> is <see cref="Team"/>.</summary>
    public const string TeamRole = $"arn:aws:iam::{Account}:role/team";

    public const string FederatedRole = $"arn:aws:iam::{Account}:role/federated";

    public const string SamlRole = $"arn:aws:iam::{Account}:role/saml", SamlProviderArn = $"arn:aws:iam::{Account}:saml-provider/corp";

    public const string Cluster = "dev";

    public const string TaskToken = "Basic dGFzaw==";

    public const string Issuer = "https://issuer.example";

    /// <summary>Every kind of character that a canonical form could get wrong.</summary>
    public const string Team = "Köln 東京 +/=@:_.-";

    private const string Text = $$"""
        Accounts:
          - AccountId: "{{Account}}"
            OutboundWebIdentityFederation: true
            Users:
              - UserName: admin
                AccessKeys: [ { AccessKeyId: test, SecretAccessKey: test } ]
                ManagedPolicyArns: [ "arn:aws:iam::aws:policy/AdministratorAccess" ]
            Roles:
              - RoleName: demo
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - { Effect: Allow, Principal: { AWS: "arn:aws:iam::{{Account}}:root" }, Action: [ "sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity" ] }
                    - { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }
                ManagedPolicyArns: [ "arn:aws:iam::aws:policy/AdministratorAccess" ]
              - RoleName: team
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { AWS: "arn:aws:iam::{{Account}}:root" }
                      Action: "sts:AssumeRole"
                      Condition: { StringEquals: { "aws:PrincipalTag/team": "{{Team}}" } }
              - RoleName: federated
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { Federated: "arn:aws:iam::{{Account}}:oidc-provider/issuer.example" }
                      Action: "sts:AssumeRoleWithWebIdentity"
                      Condition: { StringEquals: { "issuer.example:aud": sts.amazonaws.com, "issuer.example:sub": "{{TokenIssuer.Subject}}" } }
              - RoleName: saml
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Principal: { Federated: "{{SamlProviderArn}}" }
                      Action: "sts:AssumeRoleWithSAML"
                      Condition: { StringEquals: { "saml:aud": "https://signin.aws.amazon.com/saml" } }
              - RoleName: container
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: "sts:AssumeRole" }
                    - { Effect: Allow, Principal: { Service: pods.eks.amazonaws.com }, Action: [ "sts:AssumeRole", "sts:TagSession" ] }
            InstanceProfiles: [ { InstanceProfileName: web, Roles: [ demo ] } ]
            OIDCProviders:
              - { Url: "{{Issuer}}", ClientIdList: [ sts.amazonaws.com ], JwksFile: keys.json }
            SAMLProviders: [ { Name: corp, SamlMetadataFile: corp.xml } ]
          - AccountId: "{{Member}}"
        Organization: { Id: o-abc1234567, ManagementAccountId: "{{Account}}", RootSessions: true }
        Metadata:
          Instances:
            - { InstanceId: i-0123456789abcdef0, InstanceProfile: "arn:aws:iam::{{Account}}:instance-profile/web", Region: us-east-1 }
          Tasks:
            - { TaskId: guarded, RoleArn: "arn:aws:iam::{{Account}}:role/container", AuthorizationToken: "{{TaskToken}}" }
          Clusters:
            - Name: {{Cluster}}
              Issuer: "{{Issuer}}"
              JwksFile: keys.json
              PodIdentityAssociations:
                - { Namespace: default, ServiceAccount: app, RoleArn: "arn:aws:iam::{{Account}}:role/container" }

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sts-emulator-clients-");

    public ClientSeed()
    {
        File.WriteAllText(SeedFile, Text);
        File.WriteAllText(Path.Combine(folder.FullName, "keys.json"), Tokens.KeySet);
        File.WriteAllText(Path.Combine(folder.FullName, "corp.xml"), Saml.Metadata);
    }

    public TokenIssuer Tokens { get; } = new();

    public SamlIssuer Saml { get; } = new();

    public string SeedFile => Path.Combine(folder.FullName, "seed.yaml");

    public void Dispose()
    {
        Tokens.Dispose();
        Saml.Dispose();
        folder.Delete(recursive: true);
    }
}
