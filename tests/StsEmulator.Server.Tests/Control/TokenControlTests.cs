using System.Net;
using System.Text;
using System.Text.Json;
using StsEmulator.BlackBox;

namespace StsEmulator.Server.Tests.Control;

/// <summary>Minting on a running emulator with the built-in seed.</summary>
public sealed class TokenControlTests
{
    private const string GitHub = "https://token.actions.githubusercontent.com", Role = "arn:aws:iam::123456789012:role/demo-github-actions";

    [Fact]
    public async Task A_minted_token_assumes_a_role_and_only_test_issuers_mint()
    {
        await using var emulator = await EmulatorProcess.StartAsync();

        var (created, json) = await MintAsync(emulator, $$"""{"Issuer":"{{GitHub}}","Claims":{"sub":"repo:octo-org/octo-repo:ref:refs/heads/main"} }""");
        string token = json.RootElement.GetProperty("Token").GetString()!;
        using var assumed = await AssumeAsync(emulator, token);
        using var changed = await AssumeAsync(emulator, token[..^8] + "AAAAAAAA");
        var (_, foreign) = await MintAsync(emulator, $$"""{"Issuer":"{{GitHub}}","Claims":{"sub":"repo:other/repo:ref:refs/heads/main"} }""");
        using var denied = await AssumeAsync(emulator, foreign.RootElement.GetProperty("Token").GetString()!);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created, assumed.StatusCode));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (changed.StatusCode, denied.StatusCode));
        foreach (string issuer in (string[])[$"{emulator.AwsUrl}oidc", "https://nobody.example", GitHub + "/", "http" + GitHub[5..], GitHub[8..], "://"])
            Assert.Equal((HttpStatusCode.NotFound, "NotFound"), Error(await MintAsync(emulator, $$"""{"Issuer":"{{issuer}}"}""")));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequest"), Error(await MintAsync(emulator, "{}")));
        Assert.DoesNotContain(token, emulator.StandardError, StringComparison.Ordinal);
    }

    private static (HttpStatusCode Status, string? Code) Error((HttpStatusCode Status, JsonDocument Json) answer) =>
        (answer.Status, answer.Json.RootElement.GetProperty("Error").GetProperty("Code").GetString());

    private static async Task<(HttpStatusCode Status, JsonDocument Json)> MintAsync(EmulatorProcess emulator, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await emulator.Client.PostAsync("/_sts/tokens", content, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private static Task<HttpResponseMessage> AssumeAsync(EmulatorProcess emulator, string token) => emulator.Client.PostAsync(
        "/",
        new FormUrlEncodedContent(
        [
            new("Action", "AssumeRoleWithWebIdentity"), new("Version", "2011-06-15"), new("RoleArn", Role), new("RoleSessionName", "run"), new("WebIdentityToken", token),
        ]),
        TestContext.Current.CancellationToken);
}
