using System.Text.Json.Serialization;
using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Storage;

/// <summary>The stored form of records, the same in every store.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(DirectoryEntity))]
[JsonSerializable(typeof(DirectoryChange))]
[JsonSerializable(typeof(TradeInGrant))]
public sealed partial class StoreJson : JsonSerializerContext;
