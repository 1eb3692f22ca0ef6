using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>
/// What users let clients learn. An answer travels back to the authorization endpoint as a sealed ticket, so that it counts for that user,
/// that client and those scopes only; a yes is also remembered until a reset.
/// </summary>
internal sealed class ConsentLedger(SealedText seal, ISharedValueStore values, EmulatorClock clock)
{
    private const string Purpose = "oidc/consent";

    private const int MaximumTicketLength = 2048;

    public async ValueTask<string> AnswerAsync(ConsentQuestion question, bool isGiven, CancellationToken cancellationToken)
    {
        if (isGiven)
            await values.GetOrAddAsync(Key(question), [1], lifetime: null, cancellationToken);
        ConsentTicket ticket = new(question.Digest, isGiven, clock.GetUtcNow() + OpenIdLifetimes.Interaction);
        return await seal.SealAsync(Purpose, JsonSerializer.SerializeToUtf8Bytes(ticket, ConsentJson.Default.ConsentTicket), cancellationToken);
    }

    /// <summary>Reads the answer in a ticket; null when it is none to this question.</summary>
    public async ValueTask<bool?> ReadAsync(ConsentQuestion question, string? ticketText, CancellationToken cancellationToken)
    {
        if (ticketText is not { Length: > 0 and <= MaximumTicketLength } || await seal.OpenAsync(Purpose, ticketText, cancellationToken) is not { } content)
            return null;
        var ticket = JsonSerializer.Deserialize(content, ConsentJson.Default.ConsentTicket)!;
        return ticket.Question == question.Digest && clock.GetUtcNow() < ticket.ExpiresAt ? ticket.IsGiven : null;
    }

    public async ValueTask<bool> IsRememberedAsync(ConsentQuestion question, CancellationToken cancellationToken) =>
        await values.FindAsync(Key(question), cancellationToken) is not null;

    private static string Key(ConsentQuestion question) => "oidc/consent/" + question.Digest;
}

/// <summary>May this client learn these things about this user?</summary>
internal sealed record ConsentQuestion(string Subject, string ClientId, IReadOnlyList<string> Scopes)
{
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', [Subject, ClientId, .. Scopes.Order(StringComparer.Ordinal)]))));
}

internal sealed record ConsentTicket(string Question, bool IsGiven, DateTimeOffset ExpiresAt);

[JsonSerializable(typeof(ConsentTicket))]
internal sealed partial class ConsentJson : JsonSerializerContext;
