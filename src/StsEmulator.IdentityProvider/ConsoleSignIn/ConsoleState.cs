using System.Text.Json.Serialization;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>What a browser that is signed in at the console carries, sealed.</summary>
/// <param name="Base">Who signed in.</param>
internal sealed record ConsoleState(HeldCredentials Base)
{
    /// <summary>Gets the role that was switched to; null for none.</summary>
    public HeldCredentials? Role { get; init; }

    /// <summary>Gets what the person calls that role.</summary>
    public string? RoleDisplayName { get; init; }

    /// <summary>Gets the access key id of the credentials that a longer session was made from; when they are revoked, it ends too.</summary>
    public string? Origin { get; init; }

    /// <summary>Gets the URL that federation says to begin again at; https or http.</summary>
    public string? Issuer { get; init; }

    /// <summary>Gets the page of the real console that was asked for.</summary>
    public string? Destination { get; init; }

    // INVARIANT: session tokens stay out of every generated text.
    public override string ToString() => $"ConsoleState {Base}";
}

/// <summary>Temporary credentials by their id; the secret is in the store.</summary>
/// <param name="SessionToken">Null where the credentials are not for the person to use.</param>
internal sealed record HeldCredentials(string AccessKeyId, string? SessionToken)
{
    // INVARIANT: the session token stays out of every generated text.
    public override string ToString() => $"HeldCredentials {AccessKeyId}";
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ConsoleState))]
[JsonSerializable(typeof(SigninTicket))]
[JsonSerializable(typeof(ConsoleTicket))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
