using System.Buffers.Binary;
using SecretSentry.Engine.Features;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>Summing four trees in parallel gives the same result as summing the written trees one by one.</summary>
public class ForestTests
{
    private const int Features = 20;

    [Fact]
    public void Sums_equal_those_of_the_written_trees()
    {
        var random = new Random(31);
        for (var i = 0; i < 200; i++)
        {
            var trees = Enumerable.Range(0, random.Next(12)).Select(_ => Tree.Make(random, random.Next(random.Next(2) == 0 ? 5 : 120)))
                .ToArray();
            byte[] written = [(byte)trees.Length, 0, .. trees.SelectMany(tree => tree.Written())];
            ReadOnlySpan<byte> table = (byte[])[.. written, 7, 7, 7];
            Forest.GetLength(table).Should().Be(written.Length);
            var forest = new Forest(ref table);
            table.ToArray().Should().Equal(7, 7, 7);
            forest.Trees.Should().Be(trees.Length);
            for (var k = 0; k < 50; k++)
            {
                var features = Enumerable.Range(0, Features).Select(_ => random.Next(-40, 40)).ToArray();
                var sums = trees.Select(tree => tree.LeafOf(features)).ToArray();
                var (from, least) = (random.Next(trees.Length + 1), random.Next(-300, 300));
                forest.Sum(features, from, trees.Length).Should().Be(sums.Skip(from).Sum());
                forest.SumFrom(features, int.MinValue / 2).Should().Be(sums.Sum());
                var sum = forest.SumFrom(features, least);
                (sums.Sum() >= least ? sum == sums.Sum() : sum < least).Should().BeTrue();
            }
        }
    }

    private sealed record Tree((byte Feature, short Threshold, sbyte Left, sbyte Right)[] Nodes, short[] Leaves)
    {
        /// <summary>Makes a tree by splitting leaves into two children, one leaf after the other.</summary>
        public static Tree Make(Random random, int inner)
        {
            var nodes = new (byte, short, sbyte Left, sbyte Right)[inner];
            var open = new List<(int Node, bool IsLeft)>();
            for (var node = 0; node < inner; node++)
            {
                if (node > 0)
                {
                    var (parent, isLeft) = open[random.Next(open.Count)];
                    open.Remove((parent, isLeft));
                    (nodes[parent].Left, nodes[parent].Right) = isLeft ? ((sbyte)node, nodes[parent].Right)
                        : (nodes[parent].Left, (sbyte)node);
                }

                nodes[node] = ((byte)random.Next(Features), (short)random.Next(-30, 30), 0, 0);
                open.AddRange([(node, true), (node, false)]);
            }

            var leaf = -1;
            foreach (var (parent, isLeft) in open)
            {
                (nodes[parent].Left, nodes[parent].Right) = isLeft ? ((sbyte)leaf, nodes[parent].Right) : (nodes[parent].Left, (sbyte)leaf);
                leaf--;
            }

            return new(nodes, [.. Enumerable.Range(0, inner + 1).Select(_ => (short)random.Next(-100, 100))]);
        }

        public IEnumerable<byte> Written() =>
            [(byte)Nodes.Length, .. Nodes.SelectMany(node =>
                (byte[])[node.Feature, .. Short(node.Threshold), (byte)node.Left, (byte)node.Right]), .. Leaves.SelectMany(Short)];

        public int LeafOf(int[] features)
        {
            var at = Nodes.Length == 0 ? -1 : 0;
            while (at >= 0)
            {
                at = features[Nodes[at].Feature] <= Nodes[at].Threshold ? Nodes[at].Left : Nodes[at].Right;
            }

            return Leaves[-1 - at];
        }

        private static byte[] Short(short number)
        {
            var bytes = new byte[2];
            BinaryPrimitives.WriteInt16LittleEndian(bytes, number);
            return bytes;
        }
    }
}
