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
    private readonly (int Node, int Leaf)[] _trees;

    /// <summary>For each tree the most that it and all behind it can add.</summary>
    private readonly int[] _most;

    /// <summary>Reads a forest and goes on behind it.</summary>
    public Forest(ref ReadOnlySpan<byte> table)
    {
        var (nodes, leaves) = (new List<Node>(), new List<short>());
        _trees = new (int, int)[BinaryPrimitives.ReadUInt16LittleEndian(table)];
        table = table[2..];
        for (var tree = 0; tree < _trees.Length; tree++)
        {
            _trees[tree] = (nodes.Count, leaves.Count);
            int count = table[0];
            table = table[1..];
            for (var i = 0; i < count; i++, table = table[5..])
            {
                nodes.Add(new(table[0], BinaryPrimitives.ReadInt16LittleEndian(table[1..]), (sbyte)table[3], (sbyte)table[4]));
            }

            for (var i = 0; i <= count; i++, table = table[2..])
            {
                leaves.Add(BinaryPrimitives.ReadInt16LittleEndian(table));
            }
        }

        (_nodes, _leaves) = ([.. nodes], [.. leaves]);
        _most = new int[_trees.Length + 1];
        for (var tree = _trees.Length - 1; tree >= 0; tree--)
        {
            var end = tree + 1 < _trees.Length ? _trees[tree + 1].Leaf : _leaves.Length;
            _most[tree] = _most[tree + 1] + _leaves[_trees[tree].Leaf..end].Max();
        }
    }

    /// <summary>Number of trees.</summary>
    public int Trees => _trees.Length;

    /// <summary>The sum of the leaves that <paramref name="features"/> lead to, in the trees from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public int Sum(ReadOnlySpan<int> features, int from, int to)
    {
        var sum = 0;
        for (var tree = from; tree < to; tree++)
        {
            sum += _leaves[_trees[tree].Leaf + LeafOf(tree, features)];
        }

        return sum;
    }

    /// <summary>The sum over all trees; or, when that is less than <paramref name="least"/>, some number that is less as well.</summary>
    public int SumFrom(ReadOnlySpan<int> features, int least)
    {
        var (sum, tree) = (0, 0);
        while (tree < _trees.Length && sum + _most[tree] >= least)
        {
            sum += _leaves[_trees[tree].Leaf + LeafOf(tree, features)];
            tree++;
        }

        return tree < _trees.Length ? int.MinValue : sum;
    }

    private int LeafOf(int tree, ReadOnlySpan<int> features)
    {
        var first = _trees[tree].Node;
        var isLeafAlone = (tree + 1 < _trees.Length ? _trees[tree + 1].Node : _nodes.Length) == first;
        for (int at = isLeafAlone ? -1 : 0; ;)
        {
            if (at < 0)
            {
                return -1 - at;
            }

            ref readonly var node = ref _nodes[first + at];
            at = features[node.Feature] <= node.Threshold ? node.Left : node.Right;
        }
    }

    /// <summary>An inner node.</summary>
    private readonly record struct Node(byte Feature, short Threshold, sbyte Left, sbyte Right);
}
