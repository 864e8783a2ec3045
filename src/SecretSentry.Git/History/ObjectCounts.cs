namespace SecretSentry.Git.History;

/// <summary>What was enumerated, by kind.</summary>
public sealed record ObjectCounts(long Blobs, long Trees, long Commits, long Tags)
{
    /// <summary>All of them.</summary>
    public long Total => Blobs + Trees + Commits + Tags;
}
