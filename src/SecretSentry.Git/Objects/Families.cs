namespace SecretSentry.Git.Objects;

/// <summary>The base of every delta, and the families of each kind in the best order for processing.</summary>
public sealed class Families
{
    private readonly PackFile _pack;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly Dictionary<int, long> _packed = [];
    private readonly Dictionary<ObjectKind, List<int>> _roots = [];

    /// <summary>Builds all families of a pack.</summary>
    public Families(PackFile pack)
    {
        _pack = pack;
        (_firstChild, _nextSibling) = (new int[pack.Count], new int[pack.Count]);
        Array.Fill(_firstChild, -1);
        Array.Fill(_nextSibling, -1);
        var order = Link();
        var members = CountMembers(order);
        PutHeaviestLast(members);
        foreach (var (_, roots) in _roots)
        {
            var weights = roots.ConvertAll(root => -members[root] * (double)Math.Max(1, GetSize(root)));
            var (keys, sorted) = (weights.ToArray(), roots.ToArray());
            Array.Sort(keys, sorted);
            roots.Clear();
            roots.AddRange(sorted);
        }
    }

    /// <summary>
    /// Returns the roots of the families of a kind. The family with most bytes comes first, so that no thread is left with a large one at
    /// the end.
    /// </summary>
    public IReadOnlyList<int> GetRoots(ObjectKind kind) => _roots.GetValueOrDefault(kind) ?? [];

    /// <summary>Returns the first delta whose base is <paramref name="node"/>, or a negative number.</summary>
    public int GetFirstChild(int node) => _firstChild[node];

    /// <summary>Returns the next delta with the same base, or a negative number.</summary>
    public int GetNextSibling(int node) => _nextSibling[node];

    /// <summary>
    /// Returns the number of bytes that a root's family takes in the pack. For a single object this is the length of its entry.
    /// </summary>
    internal long GetPackedBytes(int root) => _packed.TryGetValue(root, out var bytes) ? bytes : _pack.GetEntryLength(root);

    /// <summary>Links children to parents. In the result every parent precedes its children.</summary>
    private List<int> Link()
    {
        var order = new List<int>(_pack.Count);
        for (var node = _pack.Count - 1; node >= 0; node--)
        {
            if (_pack.GetKind(node) == ObjectKind.Unknown)
            {
                continue;
            }

            if (_pack.GetParent(node) is >= 0 and var parent)
            {
                (_nextSibling[node], _firstChild[parent]) = (_firstChild[parent], node);
                continue;
            }

            (_roots.TryGetValue(_pack.GetKind(node), out var roots) ? roots : _roots[_pack.GetKind(node)] = []).Add(node);
            order.Add(node);
        }

        for (var i = 0; i < order.Count; i++)
        {
            for (var child = _firstChild[order[i]]; child >= 0; child = _nextSibling[child])
            {
                order.Add(child);
            }
        }

        return order;
    }

    private int[] CountMembers(List<int> order)
    {
        var members = new int[_pack.Count];
        var packed = new long[_pack.Count];
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            members[node]++;
            packed[node] += _pack.GetEntryLength(node);
            if (_pack.GetParent(node) is >= 0 and var parent)
            {
                members[parent] += members[node];
                packed[parent] += packed[node];
            }
            else if (members[node] > 1)
            {
                _packed[node] = packed[node];
            }
        }

        return members;
    }

    /// <summary>
    /// Orders children so that the one with most descendants is last. This limits the memory of <see cref="FamilyWalker"/>.
    /// </summary>
    private void PutHeaviestLast(int[] members)
    {
        for (var node = 0; node < _pack.Count; node++)
        {
            if (_firstChild[node] < 0 || _nextSibling[_firstChild[node]] < 0)
            {
                continue;
            }

            var (heaviest, before, last, previous) = (-1, -1, -1, -1);
            for (var child = _firstChild[node]; child >= 0; child = _nextSibling[child])
            {
                if (heaviest < 0 || members[child] >= members[heaviest])
                {
                    (heaviest, before) = (child, previous);
                }

                (previous, last) = (child, child);
            }

            if (heaviest == last)
            {
                continue;
            }

            if (before < 0)
            {
                _firstChild[node] = _nextSibling[heaviest];
            }
            else
            {
                _nextSibling[before] = _nextSibling[heaviest];
            }

            (_nextSibling[last], _nextSibling[heaviest]) = (heaviest, -1);
        }
    }

    private long GetSize(int root) => _pack.ReadHead(root).Size;
}
