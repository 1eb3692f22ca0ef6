using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace StsEmulator.Server.Commands;

/// <summary>Prints credentials of a role as an SDK's <c>credential_process</c> expects them.</summary>
/// <remarks>Source: AWS SDKs and Tools Reference Guide, "Process credential provider".</remarks>
internal sealed class CredentialsCommand
{
    private readonly Option<string> roleArn = new("--role-arn") { Description = "The role to assume.", Required = true, HelpName = "ARN" };

    private readonly Option<string?> sessionName = new("--role-session-name")
    {
        Description = "The role session name. Default: $AWS_ROLE_SESSION_NAME, else sts-emulator.",
        HelpName = "NAME",
    };

    private readonly Option<int?> duration = new("--duration-seconds") { Description = "The lifetime of the session. Default: that of AssumeRole.", HelpName = "SECONDS" };

    private readonly Option<string?> externalId = new("--external-id") { Description = "The external id that the trust policy asks for.", HelpName = "ID" };

    private readonly Option<string?> endpointUrl = new("--endpoint-url")
    {
        Description = "The AWS URL of a running emulator. Default: $AWS_ENDPOINT_URL_STS, $AWS_ENDPOINT_URL, else http://127.0.0.1:4592.",
        HelpName = "URL",
    };

    private readonly Option<string?> region = new("--region") { Description = "The signing region. Default: $AWS_REGION, $AWS_DEFAULT_REGION, else us-east-1.", HelpName = "REGION" };

    private readonly Option<string?> accessKeyId = new("--access-key-id") { Description = "The access key. Default: $AWS_ACCESS_KEY_ID, else test.", HelpName = "ID" };

    private readonly Option<string?> secretAccessKey = new("--secret-access-key")
    {
        Description = "Its secret. Default: $AWS_SECRET_ACCESS_KEY, else test.",
        HelpName = "SECRET",
    };

    private readonly Option<string?> sessionToken = new("--session-token") { Description = "Its session token. Default: $AWS_SESSION_TOKEN.", HelpName = "TOKEN" };

    private readonly CommandTerminal terminal;

    private CredentialsCommand(CommandTerminal terminal) => this.terminal = terminal;

    public static Command Create(CommandTerminal terminal)
    {
        CredentialsCommand credentials = new(terminal);
        Command command = new("credentials", "Print credentials of a role as an SDK's credential_process expects them.")
        {
            credentials.roleArn, credentials.sessionName, credentials.duration, credentials.externalId, credentials.endpointUrl,
            credentials.region, credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken,
        };
        command.SetAction(credentials.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string endpoint = Setting(parsed.GetValue(endpointUrl), "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL") ?? "http://127.0.0.1:4592";
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            await terminal.Error.WriteLineAsync($"--endpoint-url: `{endpoint}` is no http URL");
            return EmulatorCommandLine.Misused;
        }
        string? givenId = parsed.GetValue(accessKeyId);
        AssumeRoleCall call = new(
            url, Setting(parsed.GetValue(region), "AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1",
            Setting(givenId, "AWS_ACCESS_KEY_ID") ?? "test", Setting(parsed.GetValue(secretAccessKey), "AWS_SECRET_ACCESS_KEY") ?? "test",
            // A token in the environment belongs to the key in the environment.
            givenId is null ? Setting(parsed.GetValue(sessionToken), "AWS_SESSION_TOKEN") : parsed.GetValue(sessionToken));
        AssumeRoleParameters parameters = new(
            parsed.GetValue(roleArn)!, Setting(parsed.GetValue(sessionName), "AWS_ROLE_SESSION_NAME") ?? "sts-emulator",
            parsed.GetValue(duration), parsed.GetValue(externalId));

        var answer = await call.SendAsync(parameters, TimeProvider.System, cancellationToken);
        if (answer.Credentials is not { } issued)
        {
            await terminal.Error.WriteLineAsync(answer.Problem.ReplaceLineEndings(" "));
            return EmulatorCommandLine.Found;
        }
        await terminal.Output.WriteLineAsync(Json(issued));
        return 0;
    }

    private static string? Setting(string? given, params ReadOnlySpan<string> variables)
    {
        foreach (string variable in variables)
        {
            if (!string.IsNullOrEmpty(given))
                break;
            given = Environment.GetEnvironmentVariable(variable);
        }
        return string.IsNullOrEmpty(given) ? null : given;
    }

    private static string Json(IssuedCredentials issued)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("Version"u8, 1);
            writer.WriteString("AccessKeyId"u8, issued.AccessKeyId);
            writer.WriteString("SecretAccessKey"u8, issued.SecretAccessKey);
            writer.WriteString("SessionToken"u8, issued.SessionToken);
            writer.WriteString("Expiration"u8, issued.Expiration);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }
}
