using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Tests.Policies;

public sealed class PolicyDocumentTests
{
    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"S3:GetObject","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"s3express:*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Deny","Action":"s3:*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","NotAction":"s3:Get*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","NotAction":["iam:*","s3:*"],"Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","NotAction":"*","Resource":"*"}""", false)]
    public void A_policy_grants_access_to_a_service_by_any_of_its_actions(string statement, bool expected)
    {
        string json = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""";

        Assert.True(PolicyParser.TryParse(json, PolicyType.Identity, PolicyStrictness.Stored, out var document, out _));

        Assert.Equal(expected, document.GrantsAccessTo("s3"));
    }
}
