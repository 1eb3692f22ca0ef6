using System.Text.Json.Serialization;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Metadata.Credentials;

/// <summary>
/// The current credentials of an instance or a task as replicas pass them on to each other. They stand in the store as they are: every replica has
/// to hand out the very token, of which a session's record keeps only the digest, and a key to hide them with would lie in the same store.
/// </summary>
internal sealed record StoredCredentials(
    string AccessKeyId, string SecretAccessKey, string Token, DateTimeOffset IssuedAt, DateTimeOffset Expiration)
{
    public static StoredCredentials Of(IssuedSession issued) => new(
        issued.Session.AccessKeyId.Value, issued.Session.SecretAccessKey, issued.SessionToken, issued.Session.IssuedAt, issued.Session.Expiration);

    // INVARIANT: the generated text of a record would print the secrets.
    public override string ToString() => $"StoredCredentials {AccessKeyId}";
}

[JsonSerializable(typeof(StoredCredentials))]
internal sealed partial class StoredCredentialsJson : JsonSerializerContext;
