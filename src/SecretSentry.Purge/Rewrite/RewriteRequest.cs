using SecretSentry.Git.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Rewrite;

/// <summary>What a rewrite changes.</summary>
internal sealed record RewriteRequest
{
    /// <summary>Removes the needles.</summary>
    public required Replacer Replacer { get; init; }

    /// <summary>Blobs with needles, reachable or not.</summary>
    public required IReadOnlySet<ObjectId> DirtyBlobs { get; init; }

    /// <summary>Starting points of the history.</summary>
    public required RefSnapshot Snapshot { get; init; }

    /// <summary>Returns true for the refs that may move.</summary>
    public required Func<RefState, bool> IsWantedRef { get; init; }

    /// <summary>Other locations that are covered.</summary>
    public required PurgeScope Scope { get; init; }
}
