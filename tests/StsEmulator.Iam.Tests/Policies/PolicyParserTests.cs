using System.Text;
using CsCheck;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Tests.Policies;

/// <summary>What is a policy, and what IAM answers to what is none.</summary>
public sealed class PolicyParserTests
{
    private const string Sound = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";
    private const string Syntax = "Syntax errors in policy.";
    private const string Legacy = "The policy failed legacy parsing";
    private const string IamPaths =
        "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.";

    private const string TrustActions = "Trust Policy statement actions can only be sts:AssumeRole, sts:AssumeRoleWithSAML,  and sts:AssumeRoleWithWebIdentity";

    [Theory]
    [InlineData("not json", "")]
    [InlineData("", "")]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("""{"Version":"2012-10-17","Statement":[],}""", "")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]} x""", "")]
    [InlineData("""{"Version":"2012-10-17","Statement":[] /* */}""", "")]
    [InlineData("""{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}""", "")]
    [InlineData("""{"Version":"2012-10-17","statement":[]}""", "")]
    [InlineData("""{"Version":"2012-10-17","Statement":[],"Comment":"x"}""", "")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""", "Version")]
    [InlineData("""{"Version":20121017,"Statement":[]}""", "Version")]
    [InlineData("""{"Id":1,"Statement":[]}""", "Id")]
    [InlineData("""{"Statement":"x"}""", "Statement")]
    [InlineData("""{"Statement":[[]]}""", "Statement[0]")]
    [InlineData("""{"Statement":[{"Action":"s3:*","Resource":"*"}]}""", "Statement[0]")]
    [InlineData("""{"Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}""", "Statement[0].Effect")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Efect":"Allow","Action":"s3:*","Resource":"*"}]}""", "Statement[0]")]
    [InlineData("""{"Statement":{"Effect":["Allow"],"Action":"s3:*","Resource":"*"}}""", "Statement.Effect")]
    [InlineData("""{"Statement":[{"Sid":1,"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""", "Statement[0].Sid")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":{},"Resource":"*"}]}""", "Statement[0].Action")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":null,"Resource":"*"}]}""", "Statement[0].Action")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":["s3:*",1],"Resource":"*"}]}""", "Statement[0].Action[1]")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","NotAction":"s3:*","Resource":"*"}]}""", "Statement[0].NotAction")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","NotResource":"*"}]}""", "Statement[0].NotResource")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":[]}]}""", "Statement[0].Condition")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEqual":{"a:b":"c"}}}]}""", "Statement[0].Condition.StringEqual")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":"true"}}]}""", "Statement[0].Condition.Bool")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"a:b":{}}}}]}""", "Statement[0].Condition.Bool.a:b")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"a:b":"c","a:b":"d"}}}]}""", "Statement[0].Condition.Bool")]
    public void A_breach_of_the_grammar_is_a_syntax_error_at_its_place(string json, string path)
    {
        foreach (var strictness in Enum.GetValues<PolicyStrictness>())
        {
            Assert.False(PolicyParser.TryParse(json, PolicyType.Identity, strictness, out _, out var problem));
            Assert.Equal((Syntax, path), (problem.Message, problem.Path));
        }
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""", "Policy document must be version 2012-10-17 or greater.")]
    [InlineData("""{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""", "Policy document must be version 2012-10-17 or greater.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", Legacy)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*",null],"Resource":"*"}]}""", Legacy)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":[null]}]}""", Legacy)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3::bucket"}]}""", Legacy)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateLessThan":{"a:b":"soon"}}}]}""", Legacy)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"a:b":[null]}}}]}""", Legacy)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""", "Statement IDs (SID) in a single policy must be unique.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""", Syntax)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}""", "Policy statement must contain actions.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}""", "Policy statement must contain actions.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*"}]}""", "Policy statement must contain resources.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":[]}]}""", "Policy statement must contain resources.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3","Resource":"*"}]}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"s3","Resource":"*"}]}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:a:b","Resource":"*"}]}""", "Actions/Condition can contain only one colon.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s*:Get","Resource":"*"}]}""", "Vendor s* is not valid")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}""", "Policy document should not specify a principal.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3","Resource":"*","Sid":"a"},{"Effect":"Allow","Resource":"x"}]}""", "Policy statement must contain actions.")]
    public void A_stored_identity_policy_is_refused_in_the_words_of_IAM(string json, string message) =>
        Assert.Equal(message, Problem(json, PolicyType.Identity, PolicyStrictness.Stored));

    [Theory]
    [InlineData("bucket", "Resource bucket must be in ARN format or \"*\".")]
    [InlineData("arn:error:s3:::bucket", "Partition \"error\" is not valid for resource \"arn:error:s3:::bucket\".")]
    [InlineData("aws:s3", "Partition \"s3\" is not valid for resource \"arn:s3:*:*:*:*\".")]
    [InlineData("error:error", "Partition \"error\" is not valid for resource \"arn:error:*:*:*:*\".")]
    [InlineData("arn:aws", "Resource vendor must be fully qualified and cannot contain regexes.")]
    [InlineData("arn:aws:s*:::bucket", "Resource vendor must be fully qualified and cannot contain regexes.")]
    [InlineData("arn:aws:*:::bucket", "Resource vendor must be fully qualified and cannot contain regexes.")]
    [InlineData("arn:aws:iam:us-east-1:111122223333:user/a", "IAM resource arn:aws:iam:us-east-1:111122223333:user/a cannot contain region information.")]
    [InlineData("arn:aws:s3:us-east-1::bucket", "Resource arn:aws:s3:us-east-1::bucket can not contain region information.")]
    [InlineData("arn:aws:iam::111122223333:usr/a", IamPaths)]
    [InlineData("arn:aws:iam::111122223333:*", null)]
    [InlineData("arn:aws:iam::111122223333:user/a", null)]
    [InlineData("arn:*:s3:::bucket", null)]
    [InlineData("arn:aws:s3:::bucket/${aws:username}", null)]
    [InlineData("arn:aws:lambda:us-east-1:111122223333:function:f:1", null)]
    public void A_stored_resource_is_checked(string resource, string? message)
    {
        string element = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":["*","{{{resource}}}"]}]}""";
        string negated = element.Replace("\"Resource\"", "\"NotResource\"", StringComparison.Ordinal);

        Assert.Equal(message, Problem(element, PolicyType.Identity, PolicyStrictness.Stored));
        Assert.Equal(message, Problem(negated, PolicyType.Identity, PolicyStrictness.Stored));
        Assert.Null(Problem(element, PolicyType.Identity, PolicyStrictness.Evaluated));
    }

    [Theory]
    [InlineData("""{"AWS":"*"}""", "sts:AssumeRole", null)]
    [InlineData("\"*\"", "sts:AssumeRole", null)]
    [InlineData("""{"AWS":"111122223333"}""", "sts:Assume*", null)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""", "sts:*", null)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/team/a"}""", "sts:TagSession", null)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/a"}""", "sts:SetSourceIdentity", null)]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:assumed-role/a/s"}""", "sts:SetContext", null)]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:federated-user/a"}""", "STS:assumerole", null)]
    [InlineData("""{"AWS":"AROARTX3GSDSQAAAAAAAA"}""", "sts:AssumeRole", null)]
    [InlineData("""{"Federated":"accounts.google.com"}""", "sts:AssumeRoleWithWebIdentity", null)]
    [InlineData("""{"Service":["ec2.amazonaws.com"]}""", "sts:AssumeRole", null)]
    [InlineData("\"*\"", "*", TrustActions)]
    [InlineData("\"*\"", "sts:GetCallerIdentity", TrustActions)]
    [InlineData("\"*\"", "s3:GetObject", TrustActions)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/a*"}""", "sts:AssumeRole", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/a*\"")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:group/a"}""", "sts:AssumeRole", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:group/a\"")]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:assumed-role/a"}""", "sts:AssumeRole", "Invalid principal in policy: \"AWS\":\"arn:aws:sts::111122223333:assumed-role/a\"")]
    [InlineData("""{"AWS":"alice"}""", "sts:AssumeRole", "Invalid principal in policy: \"AWS\":\"alice\"")]
    [InlineData("""{"AWS":"11112222333"}""", "sts:AssumeRole", "Invalid principal in policy: \"AWS\":\"11112222333\"")]
    [InlineData("""{"AWS":[]}""", "sts:AssumeRole", "Missing required field Principal")]
    [InlineData("{}", "sts:AssumeRole", "Missing required field Principal")]
    [InlineData("\"arn:aws:iam::111122223333:root\"", "sts:AssumeRole", Syntax)]
    [InlineData("""{"aws":"*"}""", "sts:AssumeRole", Syntax)]
    public void A_stored_trust_policy_is_checked(string principal, string action, string? message)
    {
        string json = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{{principal}}},"Action":"{{{action}}}"}]}""";

        Assert.Equal(message, Problem(json, PolicyType.Trust, PolicyStrictness.Stored));
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}""", null)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}]}""", "Has prohibited field Resource.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}""", "Missing required field Principal")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","NotPrincipal":"*","Action":"sts:AssumeRole"}]}""", Syntax)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","NotAction":"sts:AssumeRole"}]}""", TrustActions)]
    [InlineData("no json", "This policy contains invalid Json")]
    [InlineData("{}", Syntax)]
    public void A_stored_trust_policy_has_its_own_elements(string json, string? message) =>
        Assert.Equal(message, Problem(json, PolicyType.Trust, PolicyStrictness.Stored));

    [Theory]
    [InlineData("no json", "This policy contains invalid Json")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}""", "Policy document should not specify a principal.")]
    [InlineData("""{"Statement":{"Effect":"Permit","Action":"s3:*","Resource":"*"}}""", Syntax)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3","Resource":"*"}}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", null)]
    public void A_submitted_session_policy_is_checked_in_all_but_the_version(string json, string? message) =>
        Assert.Equal(message, Problem(json, PolicyType.Session, PolicyStrictness.Submitted));

    [Theory]
    [InlineData("\"*\"", "Deny", null)]
    [InlineData("""{"AWS":"*"}""", "Deny", null)]
    [InlineData("\"*\"", "Allow", Syntax)]
    [InlineData("""{"AWS":"111122223333"}""", "Deny", Syntax)]
    public void A_stored_resource_control_policy_denies_everybody(string principal, string effect, string? message)
    {
        string json = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{{effect}}}","Principal":{{{principal}}},"Action":"s3:*","Resource":"*"}]}""";

        Assert.Equal(message, Problem(json, PolicyType.ResourceControl, PolicyStrictness.Stored));
    }

    [Fact]
    public void A_problem_knows_its_line_and_column()
    {
        const string Json = "{\n  \"Statement\": {\n    \"Effect\": \"Allowed\"\n  }\n}";

        Assert.False(PolicyParser.TryParse(Json, PolicyType.Identity, PolicyStrictness.Evaluated, out _, out var problem));

        Assert.Equal(("Statement.Effect", 3, 15), (problem.Path, problem.Line, problem.Column));
    }

    [Fact]
    public void A_misspelt_name_gets_the_nearest_one()
    {
        Assert.False(PolicyParser.TryParse("""{"Statment":[]}""", PolicyType.Identity, PolicyStrictness.Evaluated, out _, out var problem));

        Assert.Contains("`Statement`", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Depth_is_limited_to_32(int depth, bool isJson)
    {
        string json = new string('[', depth) + new string(']', depth);

        Assert.Equal(isJson, Problem(json, PolicyType.Trust, PolicyStrictness.Evaluated) == Syntax);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, Syntax)]
    public void Length_is_limited(int excess, string? message)
    {
        string json = Sound + new string(' ', PolicyParser.MaximumLength - Sound.Length + excess);

        Assert.Equal(message, Problem(json, PolicyType.Identity, PolicyStrictness.Stored));
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\uffff")]
    public void Text_that_is_no_text_is_refused(string escape) =>
        Assert.Equal(Syntax, Problem(Sound.Replace("s3:*", escape, StringComparison.Ordinal), PolicyType.Identity, PolicyStrictness.Evaluated));

    [Fact]
    public void The_document_keeps_its_text_and_counts_without_white_space()
    {
        Assert.True(PolicyParser.TryParse(" {\n" + Sound[1..], PolicyType.Identity, PolicyStrictness.Stored, out var document, out _));

        Assert.Equal(" {\n" + Sound[1..], document.Text);
        Assert.Equal(Sound.Length, document.SizeWithoutWhiteSpace);
        Assert.Equal("2012-10-17", document.Version);
    }

    [Fact]
    public void The_keys_that_a_document_refers_to_are_listed_once()
    {
        const string Json = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username}/*",
             "Condition":{"StringEquals":{"aws:PrincipalTag/team":"${AWS:UserName}"},"StringLike":{"a:b":"${c:d}*"}}}]}
            """;

        Assert.Equal(["aws:username", "aws:PrincipalTag/team", "a:b", "c:d"], Question.Parse(Json).ReferencedContextKeys());
    }

    [Fact]
    public void No_bytes_make_the_parser_throw() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Enum<PolicyType>(), Gen.Enum<PolicyStrictness>()).Sample(
            (bytes, type, strictness) => PolicyParser.TryParse(Encoding.Latin1.GetString(bytes), type, strictness, out _, out _) || true);

    [Fact]
    public void No_mutation_of_a_policy_makes_the_parser_throw()
    {
        const string Json = """{"Version":"2012-10-17","Id":"i","Statement":[{"Sid":"s","Effect":"Allow","Principal":{"AWS":["*","1"]},"Action":["s3:Get*"],"NotResource":"arn:aws:s3:::${aws:username, 'x'}/*","Condition":{"ForAllValues:DateLessThanIfExists":{"a:b":["2026-01-01",1,true,null]}}}]}""";

        Gen.Select(Gen.Int[0, Json.Length - 1], Gen.Int[0, 12], Gen.String[Gen.Char["{}[]\",:*?$'\\ u0Aa\0\uD800"], 0, 6], Gen.Enum<PolicyType>(), Gen.Enum<PolicyStrictness>()).Sample(
            (position, removed, inserted, type, strictness) =>
            {
                string mutated = Json.Remove(position, Math.Min(removed, Json.Length - position)).Insert(position, inserted);
                bool isPolicy = PolicyParser.TryParse(mutated, type, strictness, out var document, out var problem);

                Assert.Equal(isPolicy, document is not null);
                Assert.Equal(isPolicy, problem is null);
                document?.ReferencedContextKeys();
            });
    }

    private static string? Problem(string json, PolicyType type, PolicyStrictness strictness) =>
        PolicyParser.TryParse(json, type, strictness, out _, out var problem) ? null : problem.Message;
}
