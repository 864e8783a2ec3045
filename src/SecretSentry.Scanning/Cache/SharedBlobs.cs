using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// The blobs that the repositories of one run found clean. What is clean under the rules of one repository need not be under those of
/// another, so each combination of rules and options has its own.
/// </summary>
public sealed class SharedBlobs
{
    private readonly Dictionary<string, CleanBlobs> _blobs = new(StringComparer.Ordinal);

    /// <summary>Returns the blobs that were found clean with these rules and options. Further ones are added to it.</summary>
    public CleanBlobs GetFor(ScanOptions options)
    {
        var key = CacheFile.ComputeKey("", options);
        return _blobs.TryGetValue(key, out var blobs) ? blobs : _blobs[key] = new();
    }
}
