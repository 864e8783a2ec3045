namespace SecretSentry.Tests.Oracles;

/// <summary>Number of enumerated objects, by kind.</summary>
public sealed record ObjectCounts(long Blobs, long Trees, long Commits, long Tags)
{
    /// <summary>Number of objects of all kinds.</summary>
    public long Total => Blobs + Trees + Commits + Tags;
}
