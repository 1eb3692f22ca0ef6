using System.Text.Json.Serialization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Storage;

/// <summary>The stored form of records, the same in every store.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(DirectoryEntity))]
[JsonSerializable(typeof(DirectoryChange))]
public sealed partial class StoreJson : JsonSerializerContext;
