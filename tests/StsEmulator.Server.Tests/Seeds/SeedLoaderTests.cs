using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class SeedLoaderTests
{
    private static readonly AccountId Account = AccountId.Parse("123456789012");

    [Fact]
    public void The_built_in_seed_has_what_a_newcomer_needs()
    {
        var (seed, problems) = SeedFolder.Load();

        var snapshot = DirectorySnapshot.Of(new DirectoryRecords(default, seed!.Entities));

        Assert.Empty(problems);
        Assert.Equal("admin", snapshot.FindAccessKey("test")!.User!.UserName);
        Assert.Equal(Account, snapshot.DefaultAccount);
        Assert.NotNull(snapshot.Find(Account)!.FindRole("demo"));
        Assert.NotNull(snapshot.Find(Account)!.FindOidcProvider("127.0.0.1:4592/oidc"));
        Assert.Equal("i-0123456789abcdef0", Assert.Single(seed.Metadata.Instances).InstanceId);
        Assert.Equal("demo", Assert.Single(seed.Metadata.Tasks).TaskId);
    }

    [Fact]
    public void Every_section_of_the_format_is_read()
    {
        using SeedFolder folder = new();
        folder.Write("keys.json", """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""");
        folder.Write("corp.xml", SamlSeedTests.Metadata);
        string path = folder.Write("seed.yaml", WholeFormat);

        var (seed, problems) = SeedFolder.Load(path);

        Assert.Empty(problems);
        var account = DirectorySnapshot.Of(new DirectoryRecords(default, seed!.Entities)).Find(Account)!;
        var alice = account.FindUser("alice")!;
        Assert.Equal(("developers", "core"), (alice.Groups[0], alice.Tags[0].Value));
        Assert.True(alice.LoginProfile!.Password.Verify("correct-horse"));
        Assert.Equal("JBSWY3DPEHPK3PXP", alice.MfaDevices[0].Base32Seed);
        Assert.False(alice.AccessKeys[0].IsActive);
        Assert.Equal("arn:aws:iam::123456789012:policy/limits/bound", alice.PermissionsBoundary);
        Assert.Equal(7200, account.FindRole("deploy")!.MaxSessionDuration);
        Assert.Contains("kty", account.FindOidcProvider("token.actions.githubusercontent.com")!.Jwks!, StringComparison.Ordinal);
        Assert.Equal(SamlSeedTests.Metadata, account.FindSamlProvider("corp")!.SamlMetadataDocument);
        Assert.True(account.Account.OutboundWebIdentityFederation);
        var instance = seed.Metadata.Instances[0];
        Assert.False(instance.MetadataOptions.RequiresToken);
        Assert.True(instance.MetadataOptions.ServesTags);
        Assert.Equal("#!/bin/sh\n"u8.ToArray(), instance.UserData!.Value.ToArray());
        Assert.Equal("sg-1", instance.SecurityGroups[0].GroupId);
        Assert.Equal("optional-secret", seed.Metadata.Tasks[0].AuthorizationToken);
    }

    [Fact]
    public void A_seed_may_be_json()
    {
        var (seed, problems) = SeedFolder.LoadText("""{"Accounts":[{"AccountId":"123456789012","Users":[{"UserName":"a"}]}]}""");

        Assert.Empty(problems);
        Assert.Equal(2, seed!.Entities.Count);
    }

    [Fact]
    public void All_problems_are_reported_at_once_with_their_lines()
    {
        var (seed, problems) = SeedFolder.LoadAccount("""
            Users:
              - UserNam: alice
              - UserName: "a b"
                AccessKeys: [ { AccessKeyId: abc, SecretAccessKey: x } ]
            Rols: []
            """);

        Assert.Null(seed);
        Assert.Equal(
            [
                "seed.yaml:7: unknown name `Rols`; did you mean `Roles`?",
                "seed.yaml:4: unknown name `UserNam`; did you mean `UserName`?",
                "seed.yaml:4: `UserName` is missing",
                "seed.yaml:5: UserName: `a b` is not a user name (1 to 64 characters)",
                "seed.yaml:6: AccessKeyId: `abc` is not an access key id of word characters (4 to 128 characters)",
            ],
            problems);
    }

    [Theory]
    [InlineData("UserName: u\n    AccessKeys: [ { AccessKeyId: k234, SecretAccessKey: '' } ]", "SecretAccessKey: the value is not a secret access key")]
    [InlineData("UserName: u\n    Groups: [nobody]", "there is no group `nobody`")]
    [InlineData("UserName: u\n    ManagedPolicyArns: ['arn:aws:iam::aws:policy/NoSuchAccess']", "is not built in")]
    [InlineData("UserName: u\n    ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/none']", "there is no managed policy")]
    [InlineData("UserName: u\n    PermissionsBoundary: 'arn:aws:iam::123456789012:policy/none'", "PermissionsBoundary: there is no managed policy")]
    [InlineData("UserName: u\n    Path: x", "Path: `x` is not a path")]
    [InlineData("UserName: u\n    Tags: [ { Key: a, Value: b }, { Key: A, Value: c } ]", "`A` is given twice")]
    [InlineData("UserName: u\n    MfaDevices: [ { SerialNumber: GAHT12345678, Base32Seed: JBSWY3DPEHPK3PX1 } ]", "Base32Seed: the value is not base32")]
    [InlineData("UserName: u\n    AccessKeys: [ { AccessKeyId: ASIAIOSFODNN7EXAMPLE, SecretAccessKey: x } ]", "temporary credentials")]
    [InlineData("UserName: u\n    UserName: v", "`UserName` is given twice")]
    [InlineData("UserName: u\n  - UserName: U", "User `U` is already at")]
    [InlineData("UserName: u\n    Policies: [ { PolicyName: p, PolicyDocument: { Version: '2012-10-17' } } ]", "PolicyDocument: ")]
    [InlineData("UserName: !Ref u", "the tag `!Ref` has no meaning here")]
    public void A_user_that_breaks_a_rule_is_a_problem(string user, string expected)
    {
        var (seed, problems) = SeedFolder.LoadAccount("Users:\n  - " + user);

        Assert.Null(seed);
        Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3599, false)]
    [InlineData(3600, true)]
    [InlineData(43_200, true)]
    [InlineData(43_201, false)]
    public void A_roles_longest_session_lasts_from_one_to_twelve_hours(int seconds, bool isAccepted)
    {
        var (seed, _) = SeedFolder.LoadAccount($"Roles: [ {{ RoleName: r, MaxSessionDuration: {seconds}, AssumeRolePolicyDocument: {SeedFolder.Trust} }} ]");

        Assert.Equal(isAccepted, seed is not null);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_role_name_has_at_most_64_characters(int length, bool isAccepted)
    {
        var (seed, _) = SeedFolder.LoadAccount($"Roles: [ {{ RoleName: {new string('r', length)}, AssumeRolePolicyDocument: {SeedFolder.Trust} }} ]");

        Assert.Equal(isAccepted, seed is not null);
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void A_user_has_at_most_50_tags(int count, bool isAccepted)
    {
        string tags = string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{ Key: k{i}, Value: v }}"));

        var (seed, _) = SeedFolder.LoadAccount($"Users: [ {{ UserName: u, Tags: [ {tags} ] }} ]");

        Assert.Equal(isAccepted, seed is not null);
    }

    [Theory]
    [InlineData("https://token.actions.githubusercontent.com", true)]
    [InlineData("https://example.com/a/B", true)]
    [InlineData("https://example.com:8443", false)]
    [InlineData("https://example.com?x=1", false)]
    [InlineData("https://user@example.com", false)]
    [InlineData("http://example.com", false)]
    [InlineData("http://127.0.0.1:4592/oidc", true)]
    [InlineData("http://localhost:4592/oidc", true)]
    [InlineData("http://[::1]:4592/oidc", true)]
    [InlineData("ftp://example.com", false)]
    [InlineData("https://", false)]
    public void An_issuer_is_https_without_port_unless_it_is_on_loopback(string url, bool isAccepted)
    {
        var (seed, _) = SeedFolder.LoadAccount($"OIDCProviders: [ {{ Url: \"{url}\" }} ]");

        Assert.Equal(isAccepted, seed is not null);
    }

    [Fact]
    public void An_access_key_id_stands_once_in_all_accounts()
    {
        var (seed, problems) = SeedFolder.LoadText("""
            Accounts:
              - { AccountId: "111111111111", Users: [ { UserName: a, AccessKeys: [ { AccessKeyId: same, SecretAccessKey: x } ] } ] }
              - { AccountId: "222222222222", RootAccessKeys: [ { AccessKeyId: same, SecretAccessKey: y } ] }
            """);

        Assert.Null(seed);
        Assert.StartsWith("seed.yaml:3: access key id `same` is already at ", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Trust_policies_hold_unique_ids_of_the_roles_they_name()
    {
        string trust = SeedFolder.Trust.Replace("\"123456789012\"", "\"arn:aws:iam::123456789012:role/first\"", StringComparison.Ordinal);
        var (seed, problems) = SeedFolder.LoadAccount(
            $"Roles: [ {{ RoleName: first, AssumeRolePolicyDocument: {SeedFolder.Trust} }}, {{ RoleName: second, AssumeRolePolicyDocument: {trust} }} ]");

        var roles = seed!.Entities.OfType<Role>().ToDictionary(role => role.RoleName);

        Assert.Empty(problems);
        Assert.Contains(roles["first"].RoleId, roles["second"].AssumeRolePolicyDocument.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trust_policy_that_names_nobody_in_a_known_account_is_a_problem()
    {
        var (seed, problems) = SeedFolder.LoadAccount("""
            Roles:
              - RoleName: r
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: sts:AssumeRole
                      Principal:
                        AWS: arn:aws:iam::123456789012:user/ghost
            """);

        Assert.Null(seed);
        Assert.Equal("seed.yaml:11", string.Join(':', Assert.Single(problems).Split(':')[..2]));
    }

    [Fact]
    public void A_policy_problem_names_the_line_of_the_faulty_element()
    {
        var (_, problems) = SeedFolder.LoadAccount("""
            ManagedPolicies:
              - ManagedPolicyName: p
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Alow
                      Action: "s3:GetObject"
                      Resource: "*"
            """);

        Assert.StartsWith("seed.yaml:8: PolicyDocument: ", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_files_make_one_seed_whose_first_account_is_the_default()
    {
        using SeedFolder folder = new();
        string first = folder.Write("a.yaml", "Accounts: [ { AccountId: '222222222222', Users: [ { UserName: a } ] } ]");
        string second = folder.Write("b.yaml", "Accounts: [ { AccountId: '111111111111' }, { AccountId: '222222222222', Users: [ { UserName: b } ] } ]");

        var (seed, problems) = SeedFolder.Load(first, second);

        Assert.Empty(problems);
        Assert.Equal(["a", "b"], seed!.Entities.OfType<User>().Select(user => user.UserName));
        Assert.Equal("222222222222", Assert.Single(seed.Entities.OfType<Account>(), account => account.IsDefault).AccountId.ToString());
    }

    [Fact]
    public void The_fingerprint_follows_the_content_and_not_the_name()
    {
        using SeedFolder folder = new();
        const string Content = "Accounts: [ { AccountId: '111111111111' } ]";

        string one = SeedFolder.Load(folder.Write("a.yaml", Content)).Seed!.Fingerprint;
        string same = SeedFolder.Load(folder.Write("b.yaml", Content)).Seed!.Fingerprint;
        string other = SeedFolder.Load(folder.Write("c.yaml", Content + "\n")).Seed!.Fingerprint;

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AA","e":"AQAB"}]}""", null)]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AA","e":"AQAB","d":"AA"}]}""", "private key")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AA"}]}""", "symmetric")]
    [InlineData("""{"keys":{}}""", "JSON Web Key Set")]
    [InlineData("""{""", "not valid JSON")]
    [InlineData("""{"keys":[],"keys":[]}""", "not valid JSON")]
    public void A_key_file_holds_public_keys_only(string content, string? expected)
    {
        using SeedFolder folder = new();
        folder.Write("keys.json", content);
        string path = folder.Write("seed.yaml", "Accounts: [ { AccountId: '111111111111', OIDCProviders: [ { Url: 'https://a.example', JwksFile: keys.json } ] } ]");

        var (_, problems) = SeedFolder.Load(path);

        if (expected is null)
            Assert.Empty(problems);
        else
            Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Instances: [ { InstanceId: i-xyz } ]", "InstanceId: ")]
    [InlineData("Instances: [ { InstanceId: i-0123456789abcdef0, InstanceProfile: 'arn:aws:iam::123456789012:instance-profile/none' } ]", "there is no instance profile")]
    [InlineData("Instances: [ { InstanceId: i-0123456789abcdef0, PrivateIpAddress: 10.0.0.256 } ]", "is no IPv4 address")]
    [InlineData("Instances: [ { InstanceId: i-0123456789abcdef0, Placement: { AvailabilityZone: eu-west-1a } } ]", "is not in the region")]
    [InlineData("Instances: [ { InstanceId: i-0123456789abcdef0, MetadataOptions: { HttpTokens: maybe } } ]", "expected required or optional")]
    [InlineData("Instances: [ { InstanceId: i-0123456789abcdef0, UserData: '***' } ]", "expected base64")]
    [InlineData("Instances: [ { InstanceId: i-01234567 }, { InstanceId: i-01234567 } ]", "instance `i-01234567` is already at")]
    [InlineData("Instances: [ { InstanceId: i-01234567, Ipv6Address: 10.0.0.1 } ]", "`10.0.0.1` is no IPv6 address")]
    [InlineData("Instances: [ { InstanceId: i-01234567, InstanceLifecycle: on-demand } ]", "expected spot or scheduled or capacity-block")]
    [InlineData("Instances: [ { InstanceId: i-01234567, Monitoring: { State: on } } ]", "expected disabled or enabled")]
    [InlineData("Instances: [ { InstanceId: i-01234567, ProductCodes: [ { ProductCodeType: marketplace } ] } ]", "`ProductCodeId` is missing")]
    [InlineData("Instances: [ { InstanceId: i-01234567, BlockDeviceMappings: [ { DeviceName: /dev/sdb, VirtualName: ephemeral24 } ] } ]", "VirtualName: `ephemeral24`")]
    [InlineData("Instances: [ { InstanceId: i-01234567, BlockDeviceMappings: [ { DeviceName: /dev/sdb, VirtualName: swap, Ebs: {} } ] } ]", "either an EBS volume")]
    [InlineData("Instances: [ { InstanceId: i-01234567, BlockDeviceMappings: [ { DeviceName: sdb, VirtualName: swap }, { DeviceName: sdc, VirtualName: swap } ] } ]", "`swap` is given twice")]
    [InlineData("Instances: [ { InstanceId: i-01234567, BlockDeviceMappings: [ { DeviceName: sdb }, { DeviceName: sdb } ] } ]", "`sdb` is given twice")]
    [InlineData("Instances: [ { InstanceId: i-01234567, NetworkInterfaces: [ { MacAddress: 02:00:00:00:00:0A }, { MacAddress: 02:00:00:00:00:0a } ] } ]", "`02:00:00:00:00:0a` is given twice")]
    [InlineData("Instances: [ { InstanceId: i-01234567, NetworkInterfaces: [ { SubnetCidrBlock: 10.0.0.0/33 } ] } ]", "`10.0.0.0/33` is not a CIDR block")]
    [InlineData("Instances: [ { InstanceId: i-01234567, NetworkInterfaces: [ { Ipv6Prefixes: [ 10.0.0.0/28 ] } ] } ]", "`10.0.0.0/28` is not a CIDR block")]
    [InlineData("Instances: [ { InstanceId: i-01234567, NetworkInterfaces: [ { Ipv6Addresses: [ '::g' ] } ] } ]", "`::g` is not an IPv6 address")]
    [InlineData("Instances: [ { InstanceId: i-01234567, NetworkInterfaces: [ { DeviceIndex: 256 } ] } ]", "expected a number from 0 to 255")]
    [InlineData("Instances: [ { InstanceId: i-01234567, NetworkInterfaces: [ { PrivateIpAddresses: [ { PublicIp: 1.2.3.4 } ] } ] } ]", "`PrivateIpAddress` is missing")]
    [InlineData("Instances: [ { InstanceId: i-01234567, PrivateIpAddress: 10.0.0.1, NetworkInterfaces: [ { PrivateIpAddresses: [ { PrivateIpAddress: 10.0.0.2 } ] } ] } ]", "is not the first address of the first network interface")]
    [InlineData("Instances: [ { InstanceId: i-01234567, MetadataOptions: { InstanceMetadataTags: enabled }, Tags: [ { Key: a/b, Value: c } ] } ]", "the key `a/b` cannot be served")]
    [InlineData("Tasks: [ { TaskId: t, RoleArn: 'arn:aws:iam::123456789012:role/none' } ]", "there is no role")]
    [InlineData("Tasks: [ { TaskId: 'a/b', RoleArn: 'arn:aws:iam::999999999999:role/none' } ]", "TaskId: ")]
    public void Metadata_that_breaks_a_rule_is_a_problem(string metadata, string expected)
    {
        var (seed, problems) = SeedFolder.LoadText("Accounts: [ { AccountId: '123456789012' } ]\nMetadata:\n  " + metadata);

        Assert.Null(seed);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Devices_and_interfaces_of_an_instance_are_read_as_they_are_given()
    {
        var (seed, problems) = SeedFolder.LoadText(
            """
            Accounts: [ { AccountId: "123456789012" } ]
            Metadata:
              Instances:
                - InstanceId: i-01234567
                  InstanceLifecycle: spot
                  Monitoring: { State: enabled }
                  Ipv6Address: "2001:db8::1"
                  RootDeviceName: /dev/sda1
                  AncestorImageIds: [ ami-2, ami-1 ]
                  ManagedSshKeysSignerCert: a certificate
                  ProductCodes: [ { ProductCodeId: 1abc } ]
                  Tags: [ { Key: a/b, Value: c } ]
                  BlockDeviceMappings:
                    - { DeviceName: /dev/sda1, Ebs: { VolumeSize: 8 } }
                    - { DeviceName: /dev/sdb, VirtualName: ephemeral23 }
                  NetworkInterfaces:
                    - MacAddress: 02:29:96:8F:6A:2D
                      PrivateIpAddresses: [ { PrivateIpAddress: 10.1.2.3, PublicIp: 203.0.113.4 } ]
                      Ipv6Prefixes: [ "2001:db8:1::/80" ]
                    - { DeviceIndex: 255, Groups: [ { GroupId: sg-1, GroupName: db } ], VpcCidrBlocks: [ 10.1.0.0/16 ] }
            """);

        Assert.Empty(problems);
        var instance = Assert.Single(seed!.Metadata.Instances);
        Assert.Equal(("spot", true, "2001:db8::1"), (instance.InstanceLifecycle, instance.IsMonitored, instance.Ipv6Address));
        Assert.Equal(("10.1.2.3", "/dev/sda1"), (instance.PrivateIpAddress, instance.RootDeviceName));
        Assert.Equal(["ami-2", "ami-1"], instance.AncestorImageIds);
        Assert.Equal("a certificate", instance.ManagedSshKeysSignerCert);
        Assert.Equal(new("1abc", "marketplace"), Assert.Single(instance.ProductCodes));
        Assert.Equal([new("/dev/sda1", null), new("/dev/sdb", "ephemeral23")], instance.BlockDeviceMappings);
        var (first, second) = (instance.NetworkInterfaces[0], instance.NetworkInterfaces[1]);
        Assert.Equal("02:29:96:8f:6a:2d", first.MacAddress);
        Assert.Equal(new("10.1.2.3", "203.0.113.4"), Assert.Single(first.PrivateIpAddresses));
        Assert.Equal("2001:db8:1::/80", Assert.Single(first.Ipv6Prefixes));
        Assert.Equal((255, "sg-1", "10.1.0.0/16"), (second.DeviceIndex, second.Groups[0].GroupId, second.VpcCidrBlocks[0]));
    }

    [Fact]
    public void Secrets_are_in_no_problem()
    {
        var (_, problems) = SeedFolder.LoadAccount(
            "Users: [ { UserName: u, Password: '', AccessKeys: [ { AccessKeyId: k234, SecretAccessKey: 'hidden value' } ] } ]");

        Assert.Equal(2, problems.Count);
        Assert.DoesNotContain(problems, problem => problem.Contains("hidden", StringComparison.Ordinal));
    }

    private const string WholeFormat = """
        Accounts:
          - AccountId: "123456789012"
            AccountAlias: dev
            Partition: aws
            OutboundWebIdentityFederation: true
            RootAccessKeys: [ { AccessKeyId: root, SecretAccessKey: root } ]
            Users:
              - UserName: alice
                Path: /people/
                Password: correct-horse
                AccessKeys:
                  - { AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY, Status: Inactive }
                Groups: [developers]
                ManagedPolicyArns: []
                Policies:
                  - PolicyName: assume
                    PolicyDocument: { Version: "2012-10-17", Statement: [ { Effect: Allow, Action: "sts:AssumeRole", Resource: "*" } ] }
                PermissionsBoundary: arn:aws:iam::123456789012:policy/limits/bound
                MfaDevices: [ { SerialNumber: "arn:aws:iam::123456789012:mfa/alice", Base32Seed: jbswy3dpehpk3pxp } ]
                Tags: [ { Key: team, Value: core } ]
            Groups: [ { GroupName: developers, ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] } ]
            ManagedPolicies:
              - ManagedPolicyName: bound
                Path: /limits/
                PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
            Roles:
              - RoleName: deploy
                MaxSessionDuration: 7200
                AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { AWS: 123456789012 }, Action: sts:AssumeRole } }
                PermissionsBoundary: null
            InstanceProfiles: [ { InstanceProfileName: web, Roles: [deploy] } ]
            OIDCProviders:
              - { Url: "https://token.actions.githubusercontent.com", ClientIdList: [sts.amazonaws.com], ThumbprintList: [], JwksFile: keys.json }
            SAMLProviders: [ { Name: corp, SamlMetadataFile: corp.xml } ]
        Metadata:
          Instances:
            - InstanceId: i-0123456789abcdef0
              InstanceProfile: "arn:aws:iam::123456789012:instance-profile/web"
              Region: us-east-1
              PrivateIpAddress: 10.0.0.11
              MetadataOptions: { HttpTokens: optional, HttpEndpoint: enabled, InstanceMetadataTags: enabled }
              Placement: { AvailabilityZone: us-east-1b }
              SecurityGroups: [ { GroupId: sg-1, GroupName: web servers } ]
              Tags: [ { Key: Name, Value: web-1 } ]
              UserData: IyEvYmluL3NoCg==
          Tasks:
            - { TaskId: demo, RoleArn: "arn:aws:iam::123456789012:role/deploy", AuthorizationToken: optional-secret }
        """;
}
