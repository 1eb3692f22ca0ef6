using System.Text.Json;
using System.Text.Json.Serialization;

namespace StsEmulator.IdentityProvider.Browser;

/// <summary>Who signed in with this browser, when and how.</summary>
/// <param name="SessionId">Names this sign-in, for the <c>sid</c> claim and for ending it; no secret.</param>
/// <param name="Subject">What the realm knows the user by.</param>
/// <param name="DisplayName">What pages call the user.</param>
/// <param name="Methods">How the user proved it, in the words of RFC 8176: <c>pwd</c>, <c>otp</c>, <c>mfa</c>.</param>
/// <param name="AuthenticatedAt">When, on the emulator clock.</param>
/// <param name="ExpiresAt">Until when this counts, on the emulator clock, whatever the user does meanwhile.</param>
public sealed record BrowserSession(
    string SessionId, string Subject, string DisplayName, IReadOnlyList<string> Methods, DateTimeOffset AuthenticatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Gets what the realm itself keeps with the session; the browser cannot read it. At most 2 500 characters, for the cookie's sake.</summary>
    public JsonElement? Content { get; init; }

    // INVARIANT: the content may hold credentials and stays out of every generated text.
    public override string ToString() => $"BrowserSession {SessionId}";
}

/// <summary>The sealed content of cookies.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BrowserSession))]
internal sealed partial class BrowserJson : JsonSerializerContext;
