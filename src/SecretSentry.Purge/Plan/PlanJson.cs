using System.Text.Json.Serialization;

namespace SecretSentry.Purge.Plan;

/// <summary>Reads and writes plans and their needles without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurgePlan))]
[JsonSerializable(typeof(StoredNeedle[]))]
internal sealed partial class PlanJson : JsonSerializerContext;
