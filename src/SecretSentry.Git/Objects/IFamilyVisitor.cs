namespace SecretSentry.Git.Objects;

/// <summary>Receives the nodes of families.</summary>
public interface IFamilyVisitor
{
    /// <summary>
    /// Receives one object. The buffers are valid during the call only. A state that the visitor keeps in <paramref name="content"/> is in
    /// <paramref name="parent"/> when the deltas on this object are visited.
    /// </summary>
    /// <param name="node">Node in the current pack.</param>
    /// <param name="content">The object.</param>
    /// <param name="parent">The object its delta was applied to; null for a root.</param>
    /// <param name="delta">The delta; empty for a root.</param>
    void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta);

    /// <summary>
    /// Receives a node that cannot be read, and the reason. Every node of a walked family is either visited or rejected, exactly once.
    /// </summary>
    void Reject(int node, NodeFailure failure, string reason);
}
