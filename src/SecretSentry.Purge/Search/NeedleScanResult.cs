using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Search;

/// <summary>The objects of one repository that contain needles.</summary>
/// <param name="Blobs">Ids of blobs.</param>
/// <param name="Occurrences">Number of occurrences in blobs, by the number of the needle.</param>
/// <param name="Spellings">Number of blobs in which each spelling other than the plain one occurs.</param>
/// <param name="Messages">Commits and tags with a needle in their text other than people's names.</param>
/// <param name="Identities">Commits and tags with a needle in the names of people.</param>
/// <param name="Trees">Trees with a needle in the name of an entry.</param>
/// <param name="Unreadable">Objects that could not be searched, with the reason.</param>
/// <param name="Undecoded">Blobs with encoded text that was not decoded completely, with the reason.</param>
/// <param name="Objects">Number of objects that were searched.</param>
internal sealed record NeedleScanResult(
    IReadOnlyCollection<ObjectId> Blobs,
    IReadOnlyDictionary<int, long> Occurrences,
    IReadOnlyDictionary<string, int> Spellings,
    IReadOnlyCollection<ObjectId> Messages,
    IReadOnlyCollection<ObjectId> Identities,
    IReadOnlyCollection<ObjectId> Trees,
    IReadOnlyDictionary<string, string> Unreadable,
    IReadOnlyDictionary<string, string> Undecoded,
    long Objects)
{
    /// <summary>Whether no object contains a needle and every object could be searched.</summary>
    public bool IsClean => Blobs.Count + Messages.Count + Identities.Count + Trees.Count + Unreadable.Count == 0;
}
