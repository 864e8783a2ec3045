namespace SecretSentry.Git.Objects;

/// <summary>Receives the nodes of families.</summary>
public interface IFamilyVisitor
{
    /// <summary>
    /// One object. The buffers are valid during the call only; marks put on <paramref name="content"/> are seen again when its deltas are
    /// visited.
    /// </summary>
    /// <param name="node">Node in the pack that is walked.</param>
    /// <param name="content">The object.</param>
    /// <param name="parent">The object its delta was applied to; null for a root.</param>
    /// <param name="delta">The delta; empty for a root.</param>
    void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta);

    /// <summary>A node that cannot be given, and why. Every node of a walked family is either visited or refused, once.</summary>
    void Reject(int node, NodeFailure failure, string reason);
}
