using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>
/// Device codes (RFC 8628) on their way: what a device asked for, by its user code, and what the user answered, by its device code. Both
/// live in the store, so that device and browser may be served by different replicas.
/// </summary>
internal sealed class DeviceGrants(ISharedValueStore values, IOneTimeStore once, IdentifierGenerator identifiers, EmulatorClock clock)
{
    /// <summary>How often a device may ask, in seconds (section 3.2).</summary>
    public const int IntervalSeconds = 5;

    /// <summary>Consonants without look-alikes, so that codes spell no words (section 6.1); 20^8 codes.</summary>
    private const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ";

    private const int UserCodeLength = 8;

    public async ValueTask<DeviceRequest> BeginAsync(string clientId, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        while (true)
        {
            DeviceRequest request = new(
                clientId, scopes, NewUserCode(), Convert.ToHexStringLower(identifiers.Key(32)), clock.GetUtcNow() + OpenIdLifetimes.DeviceCode);
            byte[] content = JsonSerializer.SerializeToUtf8Bytes(request, DeviceJson.Default.DeviceRequest);
            byte[] standing = await values.GetOrAddAsync(UserKey(request.UserCode), content, OpenIdLifetimes.DeviceCode, cancellationToken);
            if (!standing.AsSpan().SequenceEqual(content))
                continue; // Another device has the code.
            await values.GetOrAddAsync(DeviceKey(request.DeviceCode), content, OpenIdLifetimes.DeviceCode, cancellationToken);
            return request;
        }
    }

    /// <summary>Finds a request by what a person typed: letter case, spaces and hyphens do not count.</summary>
    public async ValueTask<DeviceRequest?> FindByUserCodeAsync(string typed, CancellationToken cancellationToken)
    {
        string code = string.Concat(typed.Where(c => c is not (' ' or '-'))).ToUpperInvariant();
        return code.Length == UserCodeLength ? Living(await values.FindAsync(UserKey(code), cancellationToken)) : null;
    }

    public async ValueTask<DeviceRequest?> FindByDeviceCodeAsync(string deviceCode, CancellationToken cancellationToken) =>
        deviceCode.Length == 64 ? Read(await values.FindAsync(DeviceKey(deviceCode), cancellationToken)) : null;

    public bool IsExpired(DeviceRequest request) => clock.GetUtcNow() >= request.ExpiresAt;

    /// <summary>Records the user's answer; the user code is used up. False when it had been answered before.</summary>
    public async ValueTask<bool> AnswerAsync(DeviceRequest request, DeviceAnswer answer, CancellationToken cancellationToken)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(answer, DeviceJson.Default.DeviceAnswer);
        await values.RemoveAsync(UserKey(request.UserCode), cancellationToken);
        byte[] standing = await values.GetOrAddAsync(AnswerKey(request.DeviceCode), content, OpenIdLifetimes.DeviceCode * 2, cancellationToken);
        return standing.AsSpan().SequenceEqual(content);
    }

    public async ValueTask<DeviceAnswer?> FindAnswerAsync(DeviceRequest request, CancellationToken cancellationToken) =>
        await values.FindAsync(AnswerKey(request.DeviceCode), cancellationToken) is { } content
            ? JsonSerializer.Deserialize(content, DeviceJson.Default.DeviceAnswer)
            : null;

    /// <summary>Whether the device waited long enough since it asked last.</summary>
    public ValueTask<bool> MayAskAsync(DeviceRequest request, CancellationToken cancellationToken) => once.TryClaimAsync(
        // A second less than promised, for clocks and networks.
        "oidc/device-poll/" + Digest(request.DeviceCode), TimeSpan.FromSeconds(IntervalSeconds - 1), cancellationToken);

    private DeviceRequest? Living(byte[]? content) => Read(content) is { } request && !IsExpired(request) ? request : null;

    private static DeviceRequest? Read(byte[]? content) =>
        content is null ? null : JsonSerializer.Deserialize(content, DeviceJson.Default.DeviceRequest);

    private string NewUserCode()
    {
        // 240 is the largest multiple of 20 in a byte; what lies above would favour the first letters.
        StringBuilder code = new(UserCodeLength);
        while (code.Length < UserCodeLength)
        {
            byte random = identifiers.Key(1)[0];
            if (random < 240)
                code.Append(Alphabet[random % Alphabet.Length]);
        }
        return code.ToString();
    }

    private static string UserKey(string userCode) => "oidc/user-code/" + userCode;

    private static string DeviceKey(string deviceCode) => "oidc/device/" + Digest(deviceCode);

    private static string AnswerKey(string deviceCode) => "oidc/device-answer/" + Digest(deviceCode);

    private static string Digest(string deviceCode) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(deviceCode)));
}

/// <summary>What a device asked for.</summary>
internal sealed record DeviceRequest(string ClientId, IReadOnlyList<string> Scopes, string UserCode, string DeviceCode, DateTimeOffset ExpiresAt)
{
    /// <summary>Gets the user code as people read it: two groups of four.</summary>
    [JsonIgnore]
    public string ShownUserCode => $"{UserCode[..4]}-{UserCode[4..]}";
}

/// <summary>What the user answered: who it is and how that was proved, or a no.</summary>
internal sealed record DeviceAnswer(bool IsGiven, string Subject, IReadOnlyList<string> Methods, DateTimeOffset AuthenticatedAt, string SessionId);

[JsonSerializable(typeof(DeviceRequest))]
[JsonSerializable(typeof(DeviceAnswer))]
internal sealed partial class DeviceJson : JsonSerializerContext;
