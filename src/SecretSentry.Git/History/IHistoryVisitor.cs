using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>Looks at the objects of a repository; one per thread. Contents are valid during the call only.</summary>
public interface IHistoryVisitor
{
    /// <summary>A commit or a tag, whole: headers and message.</summary>
    void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content);

    /// <summary>A blob.</summary>
    void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version);

    /// <summary>
    /// A blob too large to be held in memory. What it throws as <see cref="IOException"/> or <see cref="InvalidDataException"/> makes the
    /// blob unreadable.
    /// </summary>
    void VisitLargeBlob(int number, Stream content);

    /// <summary>
    /// A name that stands in a tree, by its number in <see cref="HistoryReader.Trees"/>. Every different name comes once.
    /// </summary>
    void VisitName(int name, ReadOnlySpan<byte> content);

    /// <summary>Something was read; for progress. Called once for each object.</summary>
    void Advance(ObjectKind kind, long bytes);
}
