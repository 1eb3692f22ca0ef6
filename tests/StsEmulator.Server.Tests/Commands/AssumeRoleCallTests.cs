using System.Net;
using StsEmulator.Server.Commands;

namespace StsEmulator.Server.Tests.Commands;

public sealed class AssumeRoleCallTests
{
    [Fact]
    public void Credentials_are_read_from_the_answer()
    {
        var (credentials, _) = AssumeRoleCall.Read(
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
            <Expiration>2026-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
            """,
            HttpStatusCode.OK);

        Assert.Equal(new IssuedCredentials("ASIAX", "s", "t", "2026-01-01T00:00:00Z"), credentials);
    }

    [Theory]
    [InlineData("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>", 403, "AccessDenied: No.")]
    [InlineData("<html>", 200, "the answer (200) is not XML: is this the AWS URL of an emulator?")]
    [InlineData("", 502, "the answer (502) is not XML: is this the AWS URL of an emulator?")]
    [InlineData("<a/>", 200, "the answer (200) holds no credentials")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 200, "the answer (200) is not XML: is this the AWS URL of an emulator?")]
    public void Anything_else_is_one_line(string answer, int status, string expected)
    {
        var (credentials, problem) = AssumeRoleCall.Read(answer, (HttpStatusCode)status);

        Assert.Null(credentials);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void Parameters_are_form_encoded()
    {
        AssumeRoleParameters parameters = new("arn:aws:iam::123456789012:role/a", "me@x", 900, "a b&c");

        Assert.Equal(
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa&RoleSessionName=me%40x&DurationSeconds=900&ExternalId=a%20b%26c",
            parameters.ToForm());
    }
}
