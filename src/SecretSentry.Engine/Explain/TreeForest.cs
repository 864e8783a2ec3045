using System.Buffers.Binary;
using SecretSentry.Engine.Features;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// The trees of a <see cref="Forest"/>, read a second time for explanations. Every node has a mean, so that a score can be shown as the sum
/// of what each feature added. A mean is a whole number, in <see cref="Unit"/>ths of what a leaf adds. So the sum is exact and the same on
/// every machine.
/// </summary>
internal sealed class TreeForest
{
    /// <summary>Number of parts into which one is divided for means.</summary>
    public const int Unit = 256;

    /// <summary>Number that represents the share of all examples.</summary>
    public const int All = 255;

    private readonly List<Tree> _trees = [];

    /// <summary>Reads a forest in the format that <see cref="Forest"/> describes. Advances the table past it.</summary>
    public TreeForest(ref ReadOnlySpan<byte> table)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(table);
        table = table[2..];
        for (var i = 0; i < count; i++)
        {
            _trees.Add(new(ref table));
        }
    }

    /// <summary>Number of inner nodes of all trees. <see cref="Weigh"/> takes this many bytes.</summary>
    public int Nodes => _trees.Sum(tree => tree.Nodes.Length);

    /// <summary>
    /// Computes the means. <paramref name="shares"/> contains for each inner node, tree by tree, the share of its examples that went to the
    /// left, in 255ths. It is empty when the trainer wrote no shares. Then all leaves below a node have the same weight.
    /// </summary>
    public void Weigh(ReadOnlySpan<byte> shares)
    {
        foreach (var tree in _trees)
        {
            tree.Weigh(shares.IsEmpty ? shares : shares[..tree.Nodes.Length]);
            shares = shares.IsEmpty ? shares : shares[tree.Nodes.Length..];
        }
    }

    /// <summary>What the trees add for an example whose features are all unknown, in <see cref="Unit"/>ths.</summary>
    public long Base => _trees.Sum(tree => (long)tree.GetMean(tree.Root));

    /// <summary>Returns the sum of the leaves that <paramref name="features"/> lead to.</summary>
    public int Sum(ReadOnlySpan<int> features)
    {
        var sum = 0;
        foreach (var tree in _trees)
        {
            var node = tree.Root;
            while (node >= 0)
            {
                node = tree.GetNext(node, features);
            }

            sum += tree.Leaves[-1 - node];
        }

        return sum;
    }

    /// <summary>
    /// Returns what each feature added on the way from the roots to the leaves, in <see cref="Unit"/>ths. At every node the feature of the
    /// node gets the mean of the chosen child minus the mean of the node. <see cref="Base"/> and all contributions add up to the sum
    /// exactly.
    /// </summary>
    public long[] ComputeContributions(ReadOnlySpan<int> features)
    {
        var added = new long[(int)Feature.Count];
        foreach (var tree in _trees)
        {
            for (var node = tree.Root; node >= 0;)
            {
                var next = tree.GetNext(node, features);
                added[tree.Nodes[node].Feature] += tree.GetMean(next) - tree.GetMean(node);
                node = next;
            }
        }

        return added;
    }

    /// <summary>
    /// Returns the thresholds at which trees split examples by <paramref name="feature"/>, ascending. A number up to the threshold goes one
    /// way, a number above it the other.
    /// </summary>
    public SortedSet<int> GetThresholds(Feature feature) =>
        [.. _trees.SelectMany(tree => tree.Nodes).Where(node => node.Feature == (int)feature).Select(node => (int)node.Threshold)];

    /// <summary>
    /// Counts examples for each inner node, tree by tree. Adds those that reach the node to <paramref name="all"/> and those that go left
    /// to <paramref name="left"/>.
    /// </summary>
    public void Count(ReadOnlySpan<int> features, double weight, Span<double> all, Span<double> left)
    {
        var first = 0;
        foreach (var tree in _trees)
        {
            for (var node = tree.Root; node >= 0;)
            {
                var next = tree.GetNext(node, features);
                all[first + node] += weight;
                left[first + node] += next == tree.Nodes[node].Left ? weight : 0;
                node = next;
            }

            first += tree.Nodes.Length;
        }
    }

    private readonly record struct Node(byte Feature, short Threshold, sbyte Left, sbyte Right);

    /// <summary>One tree. Nodes have numbers from 0. Leaf n is -1 - n.</summary>
    private sealed class Tree
    {
        private readonly int[] _means;

        public Tree(ref ReadOnlySpan<byte> table)
        {
            Nodes = new Node[table[0]];
            table = table[1..];
            for (var i = 0; i < Nodes.Length; i++, table = table[5..])
            {
                Nodes[i] = new(table[0], BinaryPrimitives.ReadInt16LittleEndian(table[1..]), (sbyte)table[3], (sbyte)table[4]);
            }

            (Leaves, _means) = (new short[Nodes.Length + 1], new int[Nodes.Length]);
            for (var i = 0; i < Leaves.Length; i++, table = table[2..])
            {
                Leaves[i] = BinaryPrimitives.ReadInt16LittleEndian(table);
            }
        }

        public Node[] Nodes { get; }

        public short[] Leaves { get; }

        public int Root => Nodes.Length == 0 ? -1 : 0;

        public int GetNext(int node, ReadOnlySpan<int> features) =>
            features[Nodes[node].Feature] <= Nodes[node].Threshold ? Nodes[node].Left : Nodes[node].Right;

        public int GetMean(int node) => node < 0 ? Leaves[-1 - node] * Unit : _means[node];

        /// <summary>Computes the means of the tree. Children are later nodes, so they are computed first.</summary>
        public void Weigh(ReadOnlySpan<byte> shares)
        {
            var leaves = new int[Nodes.Length];
            for (var i = Nodes.Length - 1; i >= 0; i--)
            {
                var (left, right) = (CountLeaves(Nodes[i].Left), CountLeaves(Nodes[i].Right));
                leaves[i] = left + right;
                var (share, whole) = shares.IsEmpty ? (left, left + right) : (shares[i], All);
                _means[i] = (int)((((long)GetMean(Nodes[i].Left) * share) + ((long)GetMean(Nodes[i].Right) * (whole - share))) / whole);
            }

            int CountLeaves(int node) => node < 0 ? 1 : leaves[node];
        }
    }
}
