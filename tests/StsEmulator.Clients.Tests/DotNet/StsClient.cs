using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.DotNet;

/// <summary>The SDK's own client, without retries, so that a refusal is seen as it was sent.</summary>
internal static class StsClient
{
    public static AWSCredentials Admin { get; } = new BasicAWSCredentials("test", "test");

    public static AmazonSecurityTokenServiceClient Of(EmulatorProcess emulator, AWSCredentials? credentials = null) => new(
        credentials ?? Admin,
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = emulator.AwsUrl.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromSeconds(60),
        });

    /// <summary>Assumes the demo role as the administrator.</summary>
    public static async Task<Credentials> DemoCredentialsAsync(this EmulatorProcess emulator, string sessionName = "clients")
    {
        using var sts = Of(emulator);
        var answer = await sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = ClientSeed.DemoRole, RoleSessionName = sessionName, DurationSeconds = 900 });
        return answer.Credentials;
    }

    /// <summary>Who the emulator says the credentials are.</summary>
    public static async Task<string> IdentityAsync(this EmulatorProcess emulator, AWSCredentials credentials)
    {
        using var sts = Of(emulator, credentials);
        var answer = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        return answer.Arn;
    }

    /// <summary>The error code and status of GetCallerIdentity; <c>("", 200)</c> where it is answered.</summary>
    public static async Task<(string Code, int Status)> OutcomeAsync(this EmulatorProcess emulator, AWSCredentials credentials)
    {
        try
        {
            await emulator.IdentityAsync(credentials);
            return ("", 200);
        }
        catch (AmazonServiceException refused)
        {
            return (refused.ErrorCode, (int)refused.StatusCode);
        }
    }
}
