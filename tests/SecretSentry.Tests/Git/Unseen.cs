using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git;

/// <summary>A visitor that skips all objects.</summary>
internal sealed class Unseen : IHistoryVisitor
{
    public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content)
    {
    }

    public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
    {
    }

    public void VisitLargeBlob(int number, Stream content)
    {
    }

    public void VisitName(int name, ReadOnlySpan<byte> content)
    {
    }

    public void Advance(ObjectKind kind, long bytes)
    {
    }
}
