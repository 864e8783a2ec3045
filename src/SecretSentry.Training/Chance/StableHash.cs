namespace SecretSentry.Training.Chance;

/// <summary>FNV-1a over the characters of a text. The hashes of .NET cannot be used, because they differ from run to run.</summary>
internal static class StableHash
{
    public static uint Compute(string text) => text.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619);
}
