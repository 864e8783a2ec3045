using System.Buffers.Binary;

namespace SecretSentry.Engine.Judging;

/// <summary>
/// Boosted trees in whole numbers: the same sum on every machine. Frozen; shared by all threads.
/// Written as: number of trees (2 bytes, little endian); for each tree the number of its inner nodes (1), for each of these the feature (1), the
/// threshold (2) and the two children (1 each: a later node, or leaf n as -1 - n), then its leaves (2 each).
/// </summary>
internal sealed class Forest
{
    private readonly Node[] _nodes;
    private readonly short[] _leaves;

    /// <summary>For each tree its first node, or its only leaf.</summary>
    private readonly short[] _roots;

    /// <summary>For each tree the most that it and all behind it can add.</summary>
    private readonly int[] _most;

    /// <summary>Reads a forest and goes on behind it.</summary>
    public Forest(ref ReadOnlySpan<byte> table)
    {
        var (nodes, leaves) = (new List<Node>(), new List<short>());
        _roots = new short[BinaryPrimitives.ReadUInt16LittleEndian(table)];
        _most = new int[_roots.Length + 1];
        table = table[2..];
        for (var tree = 0; tree < _roots.Length; tree++)
        {
            var (node, leaf) = (nodes.Count, leaves.Count);
            int count = table[0];
            table = table[1..];
            _roots[tree] = Child(count == 0 ? -1 : 0);
            for (var i = 0; i < count; i++, table = table[5..])
            {
                nodes.Add(new(table[0], BinaryPrimitives.ReadInt16LittleEndian(table[1..]), Child((sbyte)table[3]), Child((sbyte)table[4])));
            }

            for (var i = 0; i <= count; i++, table = table[2..])
            {
                leaves.Add(BinaryPrimitives.ReadInt16LittleEndian(table));
            }

            _most[tree] = leaves.Skip(leaf).Max();

            // Of a tree: a node, or leaf n as -1 - n. In memory the same of the whole forest.
            short Child(int number) => checked((short)(number >= 0 ? node + number : number - leaf));
        }

        (_nodes, _leaves) = ([.. nodes], [.. leaves]);
        for (var tree = _roots.Length - 1; tree >= 0; tree--)
        {
            _most[tree] += _most[tree + 1];
        }
    }

    /// <summary>Number of trees.</summary>
    public int Trees => _roots.Length;

    /// <summary>The sum of the leaves that <paramref name="features"/> lead to, in the trees from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public int Sum(ReadOnlySpan<int> features, int from, int to)
    {
        var sum = 0;
        for (var tree = from; tree < to; tree++)
        {
            sum += LeafOf(tree, features);
        }

        return sum;
    }

    /// <summary>The sum over all trees; or, when that is less than <paramref name="least"/>, some number that is less as well.</summary>
    public int SumFrom(ReadOnlySpan<int> features, int least)
    {
        var (sum, tree) = (0, 0);
        while (tree < _roots.Length && sum + _most[tree] >= least)
        {
            sum += LeafOf(tree, features);
            tree++;
        }

        return tree < _roots.Length ? int.MinValue : sum;
    }

    private int LeafOf(int tree, ReadOnlySpan<int> features)
    {
        var nodes = _nodes;
        int at = _roots[tree];
        while (at >= 0)
        {
            ref readonly var node = ref nodes[at];
            at = features[node.Feature] <= node.Threshold ? node.Left : node.Right;
        }

        return _leaves[-1 - at];
    }

    /// <summary>An inner node, in eight bytes.</summary>
    private readonly record struct Node(byte Feature, short Threshold, short Left, short Right);
}
