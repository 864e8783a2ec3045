using System.Text.Json.Serialization;

namespace SecretSentry.Git.Push;

/// <summary>Reads and writes <see cref="PurgeRecords"/> without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurgeRecords))]
internal sealed partial class PurgeRecordJson : JsonSerializerContext;
