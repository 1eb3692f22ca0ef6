using System.Buffers;
using System.Text;
using System.Text.Json;
using StsEmulator.Iam.WhatIf;

namespace StsEmulator.Iam.Tests.WhatIf;

public sealed class WhatIfAnswerTests
{
    [Fact]
    public void An_allowed_request_names_the_statement_that_allowed_it() =>
        Assert.Equal(
            """{"Decision":"allowed","DecidedBy":[{"PolicyType":"Identity","Policy":"Identity[0]","Statement":0,"Sid":"Read","Effect":"Allow"}],"MissingContextKeys":[],"Message":"User: arn:aws:sts::111122223333:assumed-role/Worker/s1 is authorized to perform: s3:GetObject on resource: arn:aws:s3:::bucket/key"}""",
            Answer("""
                {"Principal":"arn:aws:sts::111122223333:assumed-role/Worker/s1","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/key",
                 "Policies":{"Identity":[{"Version":"2012-10-17","Statement":{"Sid":"Read","Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::bucket/*"}}]}}
                """));

    [Fact]
    public void An_implicit_deny_says_what_is_missing() =>
        Assert.Equal(
            """{"Decision":"implicitDeny","DecidedBy":[],"MissingContextKeys":["aws:SourceIp"],"NearestMiss":{"PolicyType":"Identity","Policy":"Identity[0]","Statement":0,"Sid":null,"Element":"Condition","Explanation":"Condition IpAddress aws:SourceIp: is absent, needs 10.0.0.0/8"},"Message":"User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action"}""",
            Answer("""
                {"Principal":"arn:aws:iam::111122223333:user/alice","Action":"s3:ListAllMyBuckets","Resource":"*",
                 "Policies":{"Identity":[{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}}]}}
                """));

    [Fact]
    public void A_denial_by_the_trust_policy_is_one_by_the_resource() =>
        Assert.Equal(
            """{"Decision":"explicitDeny","DecidedBy":[{"PolicyType":"Resource","Policy":"trust","Statement":1,"Sid":null,"Effect":"Deny"}],"MissingContextKeys":[],"Message":"User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/r with an explicit deny in the role trust policy"}""",
            Answer("""
                {"Principal":"arn:aws:iam::111122223333:user/alice","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/r",
                 "Policies":{"Resource":{"Name":"trust","Document":{"Version":"2012-10-17","Statement":[
                   {"Effect":"Allow","Principal":"*","Action":"sts:*"},{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}}}}
                """));

    [Fact]
    public void Warnings_are_shown_where_there_are_any() =>
        Assert.Contains(
            "\"Warnings\":[\"The key `aws:TagKeys` is multivalued",
            Answer("""
                {"Principal":"arn:aws:iam::111122223333:user/alice","Action":"s3:GetObject","Context":{"aws:TagKeys":["a","b"]},
                 "Policies":{"Identity":[{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:TagKeys":"a"}}}}]}}
                """),
            StringComparison.Ordinal);

    private static string Answer(string json)
    {
        Assert.True(WhatIfReader.TryRead(Encoding.UTF8.GetBytes(json), out var question, out var problem), problem?.ToString());
        ArrayBufferWriter<byte> buffer = new();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            WhatIfAnswer.Write(writer, question, question.Decide());
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
