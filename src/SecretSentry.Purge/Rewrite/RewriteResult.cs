using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;

namespace SecretSentry.Purge.Rewrite;

/// <summary>The result of a rewrite or of a dry run.</summary>
internal sealed class RewriteResult
{
    /// <summary>New ids of all changed objects, by their old ids.</summary>
    public Dictionary<ObjectId, ObjectId> Map { get; } = [];

    /// <summary>Changed commits, parents before children.</summary>
    public List<(ObjectId Old, ObjectId New)> Commits { get; } = [];

    /// <summary>Changed commits that have no changed parent.</summary>
    public List<ObjectId> FirstChanged { get; } = [];

    /// <summary>Changed blobs.</summary>
    public List<(ObjectId Old, ObjectId New)> Blobs { get; } = [];

    /// <summary>Number of changed trees.</summary>
    public int Trees { get; set; }

    /// <summary>Changed tag objects.</summary>
    public List<ObjectId> Tags { get; } = [];

    /// <summary>Commits and tags that lost their signature.</summary>
    public List<ObjectId> LostSignatures { get; } = [];

    /// <summary>Number of replaced occurrences in blobs.</summary>
    public long Occurrences { get; set; }

    /// <summary>Refs that move, including detached HEADs.</summary>
    public List<RefMove> Moves { get; } = [];

    /// <summary>Number of commit ids in messages that were not updated although they refer to changed commits.</summary>
    public int UnchangedReferences { get; set; }

    public ObjectId GetNewId(ObjectId id) => Map.TryGetValue(id, out var changed) ? changed : id;
}
