using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SecretSentry.Engine.Features;

/// <summary>
/// Boosted trees in whole numbers, so the sum is the same on every machine. Immutable and shared by all threads. Format: number of trees (2
/// bytes, little endian). For each tree follow the number of its inner nodes (1), the inner nodes, and the leaves (2 each). An inner node
/// has the feature (1), the threshold (2) and the two children (1 each: a later node, or leaf n as -1 - n). In memory a leaf is a node that
/// leads to itself. So a tree is traversed in as many steps as it is deep, whatever the features are. Eight trees are traversed at a time,
/// because each step waits for the previous one. Trees of the same depth are next to each other, the flat ones first. Trees of one leaf,
/// which is 0, fill the last group of eight.
/// </summary>
internal sealed class Forest
{
    /// <summary>Number of trees that are traversed together.</summary>
    private const int Abreast = 8;

    private const int NodeLength = 5;
    private const int LeafLength = 2;

    private readonly Node[] _nodes;

    /// <summary>For each tree, in file order, its position in memory.</summary>
    private readonly int[] _indexes;

    /// <summary>For each tree, in memory order (like the following arrays), its first node.</summary>
    private readonly ushort[] _roots;

    /// <summary>For each tree the number of steps to its deepest leaf.</summary>
    private readonly byte[] _depths;

    /// <summary>For each tree the maximum that it and all trees after it can add.</summary>
    private readonly int[] _most;

    /// <summary>Greatest number of a feature that is used.</summary>
    private readonly int _lastFeature;

    /// <summary>Reads a forest and advances the table past it.</summary>
    public Forest(ref ReadOnlySpan<byte> table)
    {
        var trees = BinaryPrimitives.ReadUInt16LittleEndian(table);
        var slots = (trees + Abreast - 1) / Abreast * Abreast;
        (_roots, _depths, _most) = (new ushort[slots], new byte[slots], new int[slots + 1]);
        var length = GetLength(table, out var nodes);
        _nodes = new Node[nodes + 1];
        _nodes[nodes] = new(checked((ushort)nodes), (ushort)nodes, 0, 0);
        Array.Fill(_roots, (ushort)nodes, trees, slots - trees);
        var rest = table[sizeof(ushort)..length];
        for (int tree = 0, first = 0; tree < trees; tree++)
        {
            _roots[tree] = (ushort)first;
            first += Read(ref rest, tree, first);
        }

        _indexes = SortByDepth(trees);

        foreach (ref readonly var node in _nodes.AsSpan())
        {
            _lastFeature = Math.Max(_lastFeature, node.Feature);
        }

        for (var tree = slots - 1; tree >= 0; tree--)
        {
            _most[tree] += _most[tree + 1];
        }

        table = table[length..];
    }

    /// <summary>Number of trees.</summary>
    public int Trees => _indexes.Length;

    /// <summary>
    /// Sorts the trees so that those of the same depth are next to each other. Returns the new position of each of the first
    /// <paramref name="trees"/>.
    /// </summary>
    private int[] SortByDepth(int trees)
    {
        int[] order = [.. Enumerable.Range(0, _roots.Length).OrderBy(tree => tree < trees ? _depths[tree] : byte.MaxValue)];
        var (roots, depths, most, indexes) = (_roots.ToArray(), _depths.ToArray(), _most.ToArray(), new int[trees]);
        for (var index = 0; index < order.Length; index++)
        {
            var tree = order[index];
            (_roots[index], _depths[index], _most[index]) = (roots[tree], depths[tree], most[tree]);
            if (tree < trees)
            {
                indexes[tree] = index;
            }
        }

        return indexes;
    }

    /// <summary>Returns the length in bytes of the forest at the beginning of <paramref name="table"/>.</summary>
    public static int GetLength(ReadOnlySpan<byte> table) => GetLength(table, out _);

    private static int GetLength(ReadOnlySpan<byte> table, out int nodes)
    {
        var (offset, trees) = (sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(table));
        nodes = 0;
        for (var tree = 0; tree < trees; tree++)
        {
            int inner = table[offset];
            offset += 1 + (inner * NodeLength) + ((inner + 1) * LeafLength);
            nodes += inner + inner + 1;
        }

        return offset;
    }

    /// <summary>
    /// Reads a tree whose nodes begin at <paramref name="first"/>. Its leaves follow the inner nodes. Returns the number of nodes.
    /// </summary>
    private int Read(ref ReadOnlySpan<byte> table, int tree, int first)
    {
        int inner = table[0];
        Span<byte> depths = stackalloc byte[1 + byte.MaxValue + byte.MaxValue];
        depths.Clear();
        table = table[1..];
        for (var i = 0; i < inner; i++, table = table[NodeLength..])
        {
            var (left, right) = (GetChild((sbyte)table[3]), GetChild((sbyte)table[4]));
            depths[left] = depths[right] = (byte)(depths[i] + 1);
            _depths[tree] = Math.Max(_depths[tree], depths[left]);
            _nodes[first + i] = new(checked((ushort)(first + left)), checked((ushort)(first + right)),
                BinaryPrimitives.ReadInt16LittleEndian(table[1..]), table[0]);
        }

        var most = int.MinValue;
        for (var i = inner; i <= inner + inner; i++, table = table[LeafLength..])
        {
            var value = BinaryPrimitives.ReadInt16LittleEndian(table);
            most = Math.Max(most, value);
            _nodes[first + i] = new(checked((ushort)(first + i)), checked((ushort)(first + i)), value, 0);
        }

        _most[tree] = most;
        return inner + inner + 1;

        int GetChild(int number) => number >= 0 ? number : inner - 1 - number;
    }

    /// <summary>
    /// Returns the sum of the leaves that <paramref name="features"/> lead to, in the trees from <paramref name="from"/> to before
    /// <paramref name="to"/>.
    /// </summary>
    public int Sum(ReadOnlySpan<int> features, int from, int to)
    {
        var sum = 0;
        for (var tree = from; tree < to; tree++)
        {
            sum += GetLeaf(_indexes[tree], features);
        }

        return sum;
    }

    /// <summary>
    /// Returns the sum over all trees. If the sum is less than <paramref name="least"/>, any number less than <paramref name="least"/> may
    /// be returned.
    /// </summary>
    public int SumFrom(ReadOnlySpan<int> features, int least)
    {
        var (sum, tree) = (0, 0);
        for (; tree < _roots.Length && sum + _most[tree] >= least; tree += Abreast)
        {
            sum += SumLeaves(tree, features);
        }

        return tree < _roots.Length ? int.MinValue : sum;
    }

    /// <summary>Returns the leaf of the tree at a position.</summary>
    private int GetLeaf(int tree, ReadOnlySpan<int> features)
    {
        _ = features[_lastFeature];
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var numbers = ref MemoryMarshal.GetReference(features);
        nint index = _roots[tree];
        for (int depth = _depths[tree]; depth > 0; depth--)
        {
            index = Step(ref nodes, index, ref numbers);
        }

        return Unsafe.Add(ref nodes, index).Threshold;
    }

    /// <summary>Returns the sum of the leaves of eight trees, beginning at a position.</summary>
    private int SumLeaves(int tree, ReadOnlySpan<int> features)
    {
        _ = features[_lastFeature];
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var numbers = ref MemoryMarshal.GetReference(features);
        var roots = _roots.AsSpan(tree, Abreast);
        nint a = roots[0], b = roots[1], c = roots[2], d = roots[3], e = roots[4], f = roots[5], g = roots[6], h = roots[7];
        for (var depth = GetMaxDepth(_depths.AsSpan(tree, Abreast)); depth > 0; depth--)
        {
            a = Step(ref nodes, a, ref numbers);
            b = Step(ref nodes, b, ref numbers);
            c = Step(ref nodes, c, ref numbers);
            d = Step(ref nodes, d, ref numbers);
            e = Step(ref nodes, e, ref numbers);
            f = Step(ref nodes, f, ref numbers);
            g = Step(ref nodes, g, ref numbers);
            h = Step(ref nodes, h, ref numbers);
        }

        return Unsafe.Add(ref nodes, a).Threshold + Unsafe.Add(ref nodes, b).Threshold
            + Unsafe.Add(ref nodes, c).Threshold + Unsafe.Add(ref nodes, d).Threshold
            + Unsafe.Add(ref nodes, e).Threshold + Unsafe.Add(ref nodes, f).Threshold
            + Unsafe.Add(ref nodes, g).Threshold + Unsafe.Add(ref nodes, h).Threshold;
    }

    private static int GetMaxDepth(ReadOnlySpan<byte> depths)
    {
        var deepest = 0;
        foreach (var depth in depths)
        {
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    /// <summary>
    /// Goes from a node to its child, or from a leaf to itself. There is no branch, because the processor would mispredict it half of the
    /// time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(ref Node nodes, nint index, ref int features)
    {
        ref var node = ref Unsafe.Add(ref nodes, index);
        nint isAbove = Unsafe.Add(ref features, (nint)node.Feature) > node.Threshold ? 1 : 0;
        return Unsafe.Add(ref node.Left, isAbove);
    }

    /// <summary>An inner node, or a leaf whose number is stored as threshold, in eight bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Node(ushort left, ushort right, short threshold, byte feature)
    {
        public ushort Left = left;
        public ushort Right = right;
        public short Threshold = threshold;
        public byte Feature = feature;
    }
}
