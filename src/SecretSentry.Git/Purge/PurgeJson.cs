using System.Text.Json.Serialization;

namespace SecretSentry.Git.Purge;

/// <summary>Reads and writes of the forms above, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurgePlan))]
[JsonSerializable(typeof(StoredNeedle[]))]
[JsonSerializable(typeof(PurgeJournal))]
[JsonSerializable(typeof(PurgeBackup))]
[JsonSerializable(typeof(TombstoneFile))]
internal sealed partial class PurgeJson : JsonSerializerContext;
