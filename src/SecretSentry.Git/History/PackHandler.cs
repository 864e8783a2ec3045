using System.Runtime.InteropServices;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>Passes the objects of one pack's families to the visitor of one thread.</summary>
internal sealed class PackHandler(ObjectStore store, int pack, ObjectDispatcher dispatcher, GitFallback fallback, IHistoryVisitor visitor)
    : IFamilyVisitor
{
    private readonly TreePass _trees = new(store, dispatcher.References, dispatcher.Trees);
    private readonly int _first = store.GetFirstNumber(pack);
    private readonly PackFile _pack = store.Packs[pack];
    private readonly List<DeltaCopy> _copies = [];

    /// <summary>Returns true for the blobs that are to be read; null when all are.</summary>
    public BlobFilter? Filter { get; init; }

    /// <summary>Whether any member of a family is to be read. If not, all members are counted as left out.</summary>
    public bool IsWanted(Families families, int root)
    {
        var (members, open) = (0L, new Stack<int>([root]));
        while (open.TryPop(out var node))
        {
            var number = _first + node;
            if (Filter!(number) && !store.IsDuplicate(number))
            {
                return true;
            }

            members += store.IsDuplicate(number) ? 0 : 1;
            for (var child = families.GetFirstChild(node); child >= 0; child = families.GetNextSibling(child))
            {
                open.Push(child);
            }
        }

        dispatcher.CountFiltered(members);
        return false;
    }

    /// <inheritdoc/>
    public void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta)
    {
        var (number, kind) = (_first + node, _pack.GetKind(node));
        var isDuplicate = store.IsDuplicate(number);
        if (store.IsRepeated(number) && store.Layout.Format.ComputeId(kind, content.Content) != store.GetId(number))
        {
            content.State?.Clear(); // nothing can be reused from it
            fallback.Add(number, kind, NodeFailure.Damaged, "one of its copies has another content");
        }
        else if (kind == ObjectKind.Tree)
        {
            VisitTree(number, content, parent, delta, isDuplicate);
        }
        else if (isDuplicate)
        {
            return;
        }
        else if (Filter?.Invoke(number) == false)
        {
            dispatcher.CountFiltered(1);
        }
        else
        {
            dispatcher.Dispatch(number, kind, content.Content, visitor, CreateVersion(content, parent, delta));
        }
    }

    /// <inheritdoc/>
    public void Reject(int node, NodeFailure failure, string reason)
    {
        if (!store.IsDuplicate(_first + node))
        {
            fallback.Add(_first + node, _pack.GetKind(node), failure, reason);
        }
    }

    private BlobVersion CreateVersion(ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta)
    {
        if (parent?.State is not { HasContent: true })
        {
            return new(content, null, []);
        }

        Delta.ReadCopies(delta, _copies);
        return new(content, parent, CollectionsMarshal.AsSpan(_copies));
    }

    /// <summary>Visits a tree. A tree that was read in another pack is read again, because its deltas need its state.</summary>
    private void VisitTree(int number, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta, bool isDuplicate)
    {
        var isWhole = _trees.ReadPacked(number, content, parent, delta, isKept: !isDuplicate);
        if (!isWhole)
        {
            content.State?.Clear(); // nothing can be reused from it
        }

        if (isDuplicate)
        {
            return;
        }

        if (isWhole)
        {
            dispatcher.CountRead(ObjectKind.Tree, content.Length, visitor);
        }
        else
        {
            dispatcher.AddMalformedTree(number);
        }
    }
}
