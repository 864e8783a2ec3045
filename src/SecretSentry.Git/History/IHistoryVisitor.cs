using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Receives the objects of a repository. There is one visitor for each thread. Contents are valid during the call only. A method that a
/// visitor does not implement ignores what it receives. An exception from a method ends the reading, unless the method says otherwise.
/// </summary>
public interface IHistoryVisitor
{
    /// <summary>Receives a complete commit or tag: headers and message.</summary>
    void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content)
    {
    }

    /// <summary>Receives a blob.</summary>
    void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
    {
    }

    /// <summary>
    /// Receives a blob that is too large for memory. An <see cref="IOException"/> or <see cref="InvalidDataException"/> thrown by the
    /// visitor makes the blob unreadable.
    /// </summary>
    void VisitLargeBlob(int number, Stream content)
    {
    }

    /// <summary>
    /// Receives a name that occurs in a tree, by its number in <see cref="HistoryReader.Trees"/>. Every distinct name is passed once.
    /// </summary>
    void VisitName(int name, ReadOnlySpan<byte> content)
    {
    }

    /// <summary>Reports progress. It is called once for each object that was read.</summary>
    void Advance(ObjectKind kind, long bytes)
    {
    }
}
