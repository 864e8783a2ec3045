using System.Text.Json.Serialization;

namespace SecretSentry.Purge.Apply;

/// <summary>Reads and writes the backup's records without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurgeBackup))]
internal sealed partial class BackupJson : JsonSerializerContext;
