using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;

namespace SecretSentry.Purge.Rewrite;

/// <summary>What a rewrite did, or would do.</summary>
internal sealed class RewriteResult
{
    /// <summary>Old ids of all objects that changed, with the new ones.</summary>
    public Dictionary<ObjectId, ObjectId> Map { get; } = [];

    /// <summary>Changed commits, parents first.</summary>
    public List<(ObjectId Old, ObjectId New)> Commits { get; } = [];

    /// <summary>Changed commits none of whose parents changed.</summary>
    public List<ObjectId> FirstChanged { get; } = [];

    /// <summary>Changed blobs.</summary>
    public List<(ObjectId Old, ObjectId New)> Blobs { get; } = [];

    /// <summary>Changed trees.</summary>
    public int Trees { get; set; }

    /// <summary>Changed tag objects.</summary>
    public List<ObjectId> Tags { get; } = [];

    /// <summary>Commits and tags that were signed and are so no longer.</summary>
    public List<ObjectId> LostSignatures { get; } = [];

    /// <summary>Places in blobs that were replaced.</summary>
    public long Occurrences { get; set; }

    /// <summary>Refs that move, detached HEADs included.</summary>
    public List<RefMove> Moves { get; } = [];

    /// <summary>Ids in messages that were left although they mean changed commits.</summary>
    public int UnchangedReferences { get; set; }

    public ObjectId GetNewId(ObjectId id) => Map.TryGetValue(id, out var changed) ? changed : id;
}
