using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Search;

/// <summary>What holds needles in the object database of one repository.</summary>
/// <param name="Blobs">Ids of blobs.</param>
/// <param name="Occurrences">Places in blobs, by the number of the needle.</param>
/// <param name="Spellings">In how many blobs each spelling other than the plain one was seen.</param>
/// <param name="Messages">Commits and tags whose text other than people's names holds one.</param>
/// <param name="Identities">Commits and tags that name people so.</param>
/// <param name="Trees">Trees with such a name in them.</param>
/// <param name="Unreadable">Objects of which nothing can be said, with the reason.</param>
/// <param name="Objects">Objects that were searched.</param>
public sealed record NeedleScanResult(
    IReadOnlyCollection<ObjectId> Blobs,
    IReadOnlyDictionary<int, long> Occurrences,
    IReadOnlyDictionary<string, int> Spellings,
    IReadOnlyCollection<ObjectId> Messages,
    IReadOnlyCollection<ObjectId> Identities,
    IReadOnlyCollection<ObjectId> Trees,
    IReadOnlyDictionary<string, string> Unreadable,
    long Objects)
{
    /// <summary>Whether no object holds a needle and none is unknown.</summary>
    public bool IsClean => Blobs.Count + Messages.Count + Identities.Count + Trees.Count + Unreadable.Count == 0;
}
