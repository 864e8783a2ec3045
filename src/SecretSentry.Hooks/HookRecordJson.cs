using System.Text.Json.Serialization;

namespace SecretSentry.Hooks;

[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class HookRecordJson : JsonSerializerContext;
