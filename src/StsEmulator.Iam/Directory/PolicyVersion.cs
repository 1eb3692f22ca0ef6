using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>A version of a customer-managed policy.</summary>
/// <param name="Number">What is behind the <c>v</c> of its id.</param>
public sealed record PolicyVersion(int Number, StoredPolicy Document, DateTimeOffset CreateDate)
{
    [JsonIgnore]
    public string Id => $"v{Number}";
}
