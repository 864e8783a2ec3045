using System.Text.Json.Serialization;

namespace SecretSentry.Purge.Apply;

/// <summary>Reads and writes the journal of a purge without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurgeJournal))]
internal sealed partial class JournalJson : JsonSerializerContext;
