namespace SecretSentry.Purge.Objects;

/// <summary>Receives trees; contents are valid during the call only.</summary>
/// <param name="number">Number of the tree.</param>
/// <param name="tree">Its content.</param>
/// <param name="parent">Number of the tree that it is stored as a delta on; negative: none.</param>
/// <param name="parentTree">That tree's content.</param>
internal delegate void TreeVisitor(int number, ReadOnlySpan<byte> tree, int parent, ReadOnlySpan<byte> parentTree);
