using System.Text;
using CsCheck;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.WhatIf;

namespace StsEmulator.Iam.Tests.WhatIf;

public sealed class WhatIfReaderTests
{
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string User = "arn:aws:iam::111122223333:user/team/alice";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/Worker/s1";

    [Theory]
    [InlineData("\"arn:aws:iam::111122223333:root\"", PrincipalKind.Root)]
    [InlineData("\"arn:aws:iam::111122223333:user/team/alice\"", PrincipalKind.User)]
    [InlineData("\"arn:aws:iam::111122223333:role/app/Worker\"", PrincipalKind.RoleSession)]
    [InlineData("\"arn:aws:sts::111122223333:assumed-role/Worker/s1\"", PrincipalKind.RoleSession)]
    [InlineData("\"arn:aws:sts::111122223333:assumed-role/aws:ec2-instance/i-1\"", PrincipalKind.RoleSession)]
    [InlineData("\"arn:aws:sts::111122223333:federated-user/bob\"", PrincipalKind.FederatedUser)]
    [InlineData("""{"Service":"lambda.amazonaws.com"}""", PrincipalKind.Service)]
    [InlineData("""{"Federated":"accounts.google.com"}""", PrincipalKind.WebIdentity)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:saml-provider/corp"}""", PrincipalKind.Saml)]
    [InlineData("""{"Type":"Anonymous"}""", PrincipalKind.Anonymous)]
    public void Every_kind_of_principal_is_read(string principal, PrincipalKind kind) =>
        Assert.Equal(kind, Read($$"""{"Principal":{{principal}},"Action":"s3:GetObject"}""").Request.Principal.Kind);

    [Theory]
    [InlineData("\"alice\"")]
    [InlineData("\"*\"")]
    [InlineData("\"arn:aws:iam::111122223333:group/a\"")]
    [InlineData("\"arn:aws:iam::111122223333:user/\"")]
    [InlineData("\"arn:aws:iam::1111:user/a\"")]
    [InlineData("\"arn:aws:sts::111122223333:assumed-role/Worker\"")]
    [InlineData("\"arn:aws:sts::111122223333:assumed-role/app/Worker/s1\"")]
    [InlineData("\"arn:aws:s3:::bucket\"")]
    [InlineData("{}")]
    [InlineData("""{"Type":"anonymous"}""")]
    [InlineData("""{"Service":"a","Type":"Anonymous"}""")]
    [InlineData("""{"service":"a"}""")]
    [InlineData("5")]
    [InlineData("null")]
    public void Other_principals_are_problems(string principal) =>
        Assert.Equal("Principal", Problem($$"""{"Principal":{{principal}},"Action":"s3:GetObject"}""").Path);

    [Theory]
    [InlineData("""{"Action":"s3:GetObject"}""", "Principal")]
    [InlineData("""{"Principal":"USER"}""", "Action")]
    [InlineData("""{"Principal":"USER","Action":"GetObject"}""", "Action")]
    [InlineData("""{"Principal":"USER","Action":"s3:"}""", "Action")]
    [InlineData("""{"Principal":"USER","Action":["s3:GetObject"]}""", "Action")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Resource":"bucket"}""", "Resource")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Resource":""}""", "Resource")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","ResourceAccount":"1"}""", "ResourceAccount")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","ResourceAccount":111122223333}""", "ResourceAccount")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Context":[]}""", "Context")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Context":{"a:b":null}}""", "Context.a:b")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Context":{"a:b":["x",{}]}}""", "Context.a:b[1]")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Context":{"a:b":"1","A:B":"2"}}""", "Context.A:B")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Expect":"allow"}""", "Expect")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":[]}""", "Policies")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Identity":{}}}""", "Policies.Identity")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Resource":[]}}""", "Policies.Resource")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Identity":[{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"allow"}]}]}}""", "Policies.Identity[0].Statement[1].Effect")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Session":[{"Name":"n","Document":{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}]}}]}}""", "Policies.Session[0].Document.Statement[0].Principal")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Identity":[{"Name":"n"}]}}""", "Policies.Identity[0].Document")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Identity":[7]}}""", "Policies.Identity[0]")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Identity":["{"]}}""", "Policies.Identity[0]")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"ServiceControl":[{"Level":"root"}]}}""", "Policies.ServiceControl[0].Policies")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"ServiceControl":[{"Level":"root","Policies":[{}]}]}}""", "Policies.ServiceControl[0].Policies[0]")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Identity":[{"Statement":{"Sid":"a","Sid":"b"}}]}}""", "Policies.Identity[0].Statement")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject",""", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public void A_problem_names_its_place(string json, string path) =>
        Assert.Equal(path, Problem(json.Replace("USER", User, StringComparison.Ordinal)).Path);

    [Theory]
    [InlineData("""{"Principle":"x","Action":"s3:GetObject"}""", "`Principal`")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"Identities":[]}}""", "`Identity`")]
    [InlineData("""{"Principal":"USER","Action":"s3:GetObject","Policies":{"ServiceControl":[{"level":"x","Policies":[]}]}}""", "`Level`")]
    public void An_unknown_name_gets_the_nearest_known_one(string json, string name) =>
        Assert.Contains(name, Problem(json.Replace("USER", User, StringComparison.Ordinal)).Message, StringComparison.Ordinal);

    [Fact]
    public void Facts_of_the_ARN_replace_a_context_that_contradicts_it()
    {
        var context = Read($$"""
            {"Principal":"{{Session}}","Action":"s3:GetObject","Context":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/Admin","aws:userid":"AROAX:other",
             "aws:username":"alice","aws:PrincipalAccount":"999999999999","aws:PrincipalType":"User","aws:PrincipalIsAWSService":true} }
            """).Request.Context;

        Assert.True(context.TryGetSingle("aws:PrincipalArn", out string? arn));
        Assert.Equal("arn:aws:iam::111122223333:role/Worker", arn);
        Assert.False(context.TryGet("aws:userid", out _));
        Assert.False(context.TryGet("aws:username", out _));
        Assert.True(context.TryGetSingle("aws:PrincipalAccount", out string? account));
        Assert.True(context.TryGetSingle("aws:PrincipalType", out string? type));
        Assert.True(context.TryGetSingle("aws:PrincipalIsAWSService", out string? isService));
        Assert.Equal(("111122223333", "AssumedRole", "false"), (account, type, isService));
    }

    [Fact]
    public void A_context_that_adds_to_the_ARN_stays()
    {
        var request = Read($$"""
            {"Principal":"{{Session}}","Action":"s3:GetObject","Context":{"AWS:principalarn":"arn:aws:iam::111122223333:role/app/Worker","aws:userid":"AROAX:s1"} }
            """).Request;

        Assert.Equal("arn:aws:iam::111122223333:role/app/Worker", request.Principal.IdentityArn);
        Assert.Equal(("AROAX:s1", "AROAX"), (request.Principal.UserId, request.Principal.UniqueId));
        Assert.True(request.Context.TryGetSingle("aws:userid", out _));
    }

    [Theory]
    [InlineData("""{"aws:TagKeys":["a"]}""", "aws:TagKeys", true)]
    [InlineData("""{"aws:SourceIp":["10.0.0.1"]}""", "aws:SourceIp", false)]
    [InlineData("""{"aws:SourceIp":["10.0.0.1","10.0.0.2"]}""", "aws:SourceIp", true)]
    [InlineData("""{"x:key":["a"]}""", "x:key", true)]
    [InlineData("""{"x:key":"a"}""", "x:key", false)]
    [InlineData("""{"x:key":5}""", "x:key", false)]
    [InlineData("""{"x:key":true}""", "x:key", false)]
    public void A_list_is_multivalued_unless_the_key_is_known_to_be_single(string context, string key, bool isMultivalued)
    {
        Assert.True(Read($$"""{"Principal":"{{User}}","Action":"s3:GetObject","Context":{{context}}}""").Request.Context.TryGet(key, out var value));

        Assert.Equal(isMultivalued, value.IsMultivalued);
    }

    [Theory]
    [InlineData("arn:aws:s3:::bucket", "", "111122223333")]
    [InlineData("arn:aws:s3:::bucket", ",\"ResourceAccount\":\"444455556666\"", "444455556666")]
    [InlineData("arn:aws:sqs:us-east-1:444455556666:q", "", "444455556666")]
    [InlineData("arn:aws:iam::aws:policy/x", "", "111122223333")]
    [InlineData("*", "", "111122223333")]
    public void The_account_of_the_resource_is_found(string resource, string more, string account)
    {
        var request = Read($$"""{"Principal":"{{User}}","Action":"s3:GetObject","Resource":"{{resource}}"{{more}}}""").Request;

        Assert.Equal(account, request.ResourceAccount.ToString());
        Assert.True(request.Context.TryGetSingle("aws:ResourceAccount", out string? value));
        Assert.Equal(account, value);
    }

    [Fact]
    public void A_supplied_account_of_the_resource_is_a_condition_key_only()
    {
        var request = Read($$"""{"Principal":"{{User}}","Action":"s3:GetObject","Resource":"arn:aws:s3:::b","Context":{"aws:ResourceAccount":"444455556666"} }""").Request;

        Assert.Equal("111122223333", request.ResourceAccount.ToString());
        Assert.True(request.Context.TryGetSingle("aws:ResourceAccount", out string? value));
        Assert.Equal("444455556666", value);
    }

    [Theory]
    [InlineData("sts:AssumeRole", "arn:aws:iam::111122223333:role/r", true)]
    [InlineData("sts:AssumeRoleWithSAML", "arn:aws:iam::111122223333:role/r", true)]
    [InlineData("sts:TagSession", "arn:aws:iam::111122223333:role/r", true)]
    [InlineData("iam:PassRole", "arn:aws:iam::111122223333:role/r", false)]
    [InlineData("sts:AssumeRole", "*", false)]
    public void The_resource_policy_of_a_role_to_assume_is_its_trust_policy(string action, string resource, bool isTrust)
    {
        string policy = $$$"""{"Statement":{"Effect":"Allow","Principal":{"AWS":"{{{User}}}"},"Action":"*"}}""";

        var request = Read($$$"""{"Principal":"{{{User}}}","Action":"{{{action}}}","Resource":"{{{resource}}}","Policies":{"Resource":{{{policy}}}}}""").Request;

        Assert.Equal(isTrust, request.ResourcePolicyIsTrust);
        Assert.Equal(isTrust ? PolicyType.Trust : PolicyType.Resource, request.ResourcePolicy!.Document.Type);
    }

    [Fact]
    public void Absent_and_empty_types_are_told_apart()
    {
        var request = Read($$$"""{"Principal":"{{{User}}}","Action":"s3:GetObject","Policies":{"Identity":[],"Session":null,"ServiceControl":[]}}""").Request;

        Assert.Empty(request.Identity!);
        Assert.Empty(request.ServiceControl!);
        Assert.Null(request.Session);
        Assert.Null(request.PermissionsBoundary);
        Assert.Null(request.ResourceControl);
    }

    [Fact]
    public void Policies_keep_their_names_or_get_stable_ones()
    {
        string json = $$$"""
            {"Principal":"{{{User}}}","Action":"s3:GetObject","Policies":{
              "Identity":[{"Name":"mine","Document":{{{AllowAll}}}},{{{AllowAll}}},{{{System.Text.Json.JsonSerializer.Serialize(AllowAll)}}}],
              "ServiceControl":[{"Level":"root","Policies":[{{{AllowAll}}}]},{"Policies":[]}]} }
            """;

        var request = Read(json).Request;

        Assert.Equal(["mine", "Identity[1]", "Identity[2]"], request.Identity!.Select(policy => policy.Name));
        Assert.Equal(["root", "ServiceControl[1]"], request.ServiceControl!.Select(level => level.Name));
        Assert.Equal("ServiceControl[0].Policies[0]", request.ServiceControl![0].Policies[0].Name);
    }

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForECS/s", true)]
    [InlineData("arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", true)]
    [InlineData("arn:aws:iam::111122223333:role/AWSServiceRoleForECS", false)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Worker/s", false)]
    public void Service_linked_roles_are_recognised(string principal, bool isServiceLinked) =>
        Assert.Equal(isServiceLinked, Read($$"""{"Principal":"{{principal}}","Action":"s3:GetObject"}""").Request.PrincipalIsServiceLinkedRole);

    [Theory]
    [InlineData("CASE", 1)]
    [InlineData("[CASE,CASE]", 2)]
    [InlineData("""{"Cases":[CASE]}""", 1)]
    [InlineData("[]", 0)]
    public void A_file_holds_one_case_or_many(string file, int count)
    {
        string one = $$"""{"Name":"n","Expect":"implicitDeny","Principal":"{{User}}","Action":"s3:GetObject"}""";

        Assert.True(WhatIfReader.TryReadFile(Encoding.UTF8.GetBytes(file.Replace("CASE", one, StringComparison.Ordinal)), out var cases, out _));

        Assert.Equal(count, cases.Count);
        Assert.All(cases, read => Assert.Equal(("n", PolicyOutcome.ImplicitDeny, PolicyOutcome.ImplicitDeny), (read.Name, read.Expect, read.Decide().Outcome)));
    }

    [Theory]
    [InlineData("[{}]", "[0].Principal")]
    [InlineData("""{"Cases":[{}]}""", "Cases[0].Principal")]
    [InlineData("""{"Cases":{}}""", "Cases")]
    [InlineData("""{"Cases":[],"Other":1}""", "")]
    public void A_problem_in_a_file_names_its_case(string file, string path)
    {
        Assert.False(WhatIfReader.TryReadFile(Encoding.UTF8.GetBytes(file), out _, out var problem));

        Assert.Equal(path, problem.Path);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void Context_values_are_limited(int length, bool isRead) =>
        Assert.Equal(isRead, TryRead($$$"""{"Principal":"{{{User}}}","Action":"s3:GetObject","Context":{"a:b":"{{{new string('x', length)}}}"}}"""));

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Context_keys_are_limited(int count, bool isRead)
    {
        string keys = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"a:{i}\":\"x\""));

        Assert.Equal(isRead, TryRead($$$"""{"Principal":"{{{User}}}","Action":"s3:GetObject","Context":{{{{keys}}}}}"""));
    }

    [Fact]
    public void No_bytes_and_no_mutation_make_the_reader_throw()
    {
        string json = $$$"""{"Principal":"{{{Session}}}","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k","Context":{"aws:TagKeys":["a",1,true]},"Policies":{"Identity":[{{{AllowAll}}}],"ServiceControl":[{"Level":"root","Policies":[]}]}}""";
        byte[] bytes = Encoding.UTF8.GetBytes(json);

        Gen.Byte.Array[0, 100].Sample(random => WhatIfReader.TryReadFile(random, out _, out _) || true);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte.Array[0, 4], Gen.Int[0, 8]).Sample((position, inserted, removed) =>
        {
            byte[] mutated = [.. bytes[..position], .. inserted, .. bytes[Math.Min(bytes.Length, position + removed)..]];
            if (WhatIfReader.TryReadFile(mutated, out var cases, out var problem))
                Assert.All(cases, read => read.Decide());
            else
                Assert.NotEmpty(problem.Message);
        });
    }

    private static bool TryRead(string json) => WhatIfReader.TryRead(Encoding.UTF8.GetBytes(json), out _, out _);

    private static WhatIfCase Read(string json)
    {
        Assert.True(WhatIfReader.TryRead(Encoding.UTF8.GetBytes(json), out var question, out var problem), problem?.ToString());
        return question;
    }

    private static WhatIfProblem Problem(string json)
    {
        Assert.False(WhatIfReader.TryRead(Encoding.UTF8.GetBytes(json), out _, out var problem));
        return problem;
    }
}
