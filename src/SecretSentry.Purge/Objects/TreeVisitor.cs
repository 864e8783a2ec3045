namespace SecretSentry.Purge.Objects;

/// <summary>Receives trees. Contents are valid during the call only.</summary>
/// <param name="number">Number of the tree.</param>
/// <param name="tree">Its content.</param>
/// <param name="parent">Number of the tree that is its delta base; negative when there is none.</param>
/// <param name="parentTree">Content of that tree.</param>
internal delegate void TreeVisitor(int number, ReadOnlySpan<byte> tree, int parent, ReadOnlySpan<byte> parentTree);
