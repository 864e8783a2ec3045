using SecretSentry.Scanning.Keys;

namespace SecretSentry.Cli.Setup;

/// <summary>Takes the key of the caches from the environment, once.</summary>
internal static class CacheKeyVariable
{
    private static readonly Lazy<CacheKey?> Found = new(Take);

    /// <summary>As <see cref="CacheKey.Find"/>. Programs that are started afterwards do not get the variable.</summary>
    /// <exception cref="FormatException">The given key is not valid.</exception>
    public static CacheKey? Find() => Found.Value;

    private static CacheKey? Take()
    {
        var key = CacheKey.Find(Environment.GetEnvironmentVariable);
        Environment.SetEnvironmentVariable(CacheKey.Variable, null);
        return key;
    }
}
