using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>Counts the nodes of a pack that a walk shows, and keeps a hash of each content.</summary>
internal sealed class SeenObjects(PackFile pack) : IFamilyVisitor
{
    /// <summary>How often each node was visited or refused.</summary>
    public int[] Counts { get; } = new int[pack.Count];

    /// <summary>The visited objects by the id in the index.</summary>
    public Dictionary<ObjectId, ObjectId> Contents { get; } = [];

    public void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta)
    {
        Counts[node]++;
        Contents[pack.GetId(node)] = ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, content.Content);
    }

    public void Reject(int node, NodeFailure failure, string reason) => Counts[node]++;
}
