using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

/// <summary>Walks whole packs. Records for each object its recomputed id, or why it was rejected.</summary>
internal sealed class Everything : IFamilyVisitor
{
    private readonly PackFile _pack;
    private readonly ObjectFormat _format;

    private Everything(PackFile pack, ObjectFormat format) => (_pack, _format) = (pack, format);

    public List<(ObjectId Id, ObjectKind Kind, ObjectId Computed)> Visited { get; } = [];

    public Dictionary<ObjectId, string> Refused { get; } = [];

    public static Everything Of(string path, ObjectFormat format, WalkLimits? limits = null)
    {
        using var pack = PackFile.Open(path, format);
        var all = new Everything(pack, format);
        var families = new Families(pack);
        using var walker = new FamilyWalker(pack, families, limits ?? WalkLimits.Default);
        foreach (var kind in new[] { ObjectKind.Commit, ObjectKind.Tag, ObjectKind.Tree, ObjectKind.Blob })
        {
            foreach (var root in families.GetRoots(kind))
            {
                walker.Walk(root, all, CancellationToken.None);
            }
        }

        foreach (var (node, reason) in pack.Faults)
        {
            all.Reject(node, NodeFailure.Damaged, reason);
        }

        return all;
    }

    public void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta) =>
        Visited.Add((_pack.GetId(node), _pack.GetKind(node), _format.ComputeId(_pack.GetKind(node), content.Content)));

    public void Reject(int node, NodeFailure failure, string reason) => Refused.Add(_pack.GetId(node), reason);
}
