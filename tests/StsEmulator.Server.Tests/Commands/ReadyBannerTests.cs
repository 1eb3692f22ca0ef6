using System.Net;
using StsEmulator.Server.Commands;
using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Tests.Commands;

public sealed class ReadyBannerTests
{
    private static readonly ListenUrl Url = new(false, IPAddress.Loopback, 4592);

    private static readonly ServerOptions Options = new() { AwsUrl = Url, MetadataUrl = Url, VerifierUrl = Url };

    [Fact]
    public void The_banner_says_where_what_is_enforced_and_what_to_type()
    {
        string banner = Write(Options);

        Assert.Equal(
            """
            StsEmulator is ready.

              AWS API         http://127.0.0.1:4592 (STS, IAM)
              metadata        http://127.0.0.1:1338
              verifier        http://127.0.0.1:50051 (gRPC)
              OpenID issuer   http://127.0.0.1:4592/oidc
              control API     http://127.0.0.1:4592/_sts (this machine only)

              authentication  strict: signatures, expiry, trust policies and permissions are enforced
              store           memory
              seed            built-in (access key test / test, provider user demo / demo)

            export AWS_ENDPOINT_URL_STS=http://127.0.0.1:4592 AWS_ENDPOINT_URL_IAM=http://127.0.0.1:4592 AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:1338

            Try:

              AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 \
                aws --endpoint-url http://127.0.0.1:4592 sts assume-role --role-arn arn:aws:iam::123456789012:role/demo --role-session-name first


            """,
            banner);
    }

    [Fact]
    public void Relaxed_authentication_is_said_aloud_and_secrets_are_not()
    {
        string banner = Write(Options with
        {
            Authentication = AuthenticationMode.Relaxed,
            AdminToken = "a-token-of-26-characters--",
            Store = "redis://:password@example:6379",
        });

        Assert.Contains("RELAXED", banner, StringComparison.Ordinal);
        Assert.DoesNotContain("a-token", banner, StringComparison.Ordinal);
        Assert.DoesNotContain("password", banner, StringComparison.Ordinal);
    }

    private static string Write(ServerOptions options) =>
        ReadyBanner.Write(options, "http://127.0.0.1:4592", "http://127.0.0.1:1338", "http://127.0.0.1:50051");
}
