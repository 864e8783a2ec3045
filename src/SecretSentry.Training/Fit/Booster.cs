using System.Buffers.Binary;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using SecretSentry.Engine.Features;

namespace SecretSentry.Training.Fit;

/// <summary>
/// Trains boosted trees with LightGBM on one thread. Writes them as integers, in the form that <see cref="Forest"/> reads.
/// </summary>
internal static class Booster
{
    /// <summary>Value of a logit of 1 in a leaf.</summary>
    public const int Scale = 256;

    /// <param name="Trees">Number of trees.</param>
    /// <param name="Leaves">Number of leaves of each tree.</param>
    /// <param name="Rate">Learning rate.</param>
    /// <param name="MinExamples">Minimum number of examples in a leaf.</param>
    internal sealed record Settings(int Trees = 150, int Leaves = 16, double Rate = 0.1, int MinExamples = 20);

    /// <summary>Trains on rows. Features outside <paramref name="allowed"/> count as zero.</summary>
    public static (byte[] Table, double[] Gains) Train(IReadOnlyList<(short[] Features, bool IsTrue, float Weight)> rows,
        IReadOnlySet<int> allowed, Settings settings)
    {
        var columns = allowed.Order().ToArray();
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns.Length);
        var data =
            context.Data.LoadFromEnumerable(rows.Select(row =>
            new Example { Label = row.IsTrue, Weight = row.Weight, Features = [.. columns.Select(c => (float)row.Features[c])] }), schema);
        var trainer = context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = settings.Trees,
            NumberOfLeaves = settings.Leaves,
            LearningRate = settings.Rate,
            MinimumExampleCountPerLeaf = settings.MinExamples,
            MaximumBinCountPerFeature = 255,
            NumberOfThreads = 1,
            Deterministic = true,
            Seed = 1,
            UseCategoricalSplit = false,
            HandleMissingValue = false,
            ExampleWeightColumnName = nameof(Example.Weight),
            Booster = new GradientBooster.Options
            {
                L2Regularization = 3,
                FeatureFraction = 0.5,
                SubsampleFraction = 0.8,
                SubsampleFrequency = 1,
            },
            Verbose = false,
            Silent = true,
        });
        var ensemble = trainer.Fit(data).Model.SubModel.TrainedTreeEnsemble;
        var gains = new double[(int)Feature.Count];
        using var table = new MemoryStream();
        Span<byte> number = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)ensemble.Trees.Count);
        table.Write(number);
        foreach (var (tree, weight) in ensemble.Trees.Zip(ensemble.TreeWeights))
        {
            Write(tree, weight, columns, table);
            for (var i = 0; i < tree.NumberOfNodes; i++)
            {
                gains[columns[tree.NumericalSplitFeatureIndexes[i]]] += tree.SplitGains[i];
            }
        }

        return (table.ToArray(), gains);
    }

    private static void Write(Microsoft.ML.Trainers.FastTree.RegressionTree tree, double weight, int[] columns, Stream table)
    {
        Span<byte> number = stackalloc byte[2];
        table.WriteByte(checked((byte)tree.NumberOfNodes));
        for (var i = 0; i < tree.NumberOfNodes; i++)
        {
            table.WriteByte((byte)columns[tree.NumericalSplitFeatureIndexes[i]]);
            BinaryPrimitives.WriteInt16LittleEndian(number,
                (short)Math.Floor(Math.Clamp(tree.NumericalSplitThresholds[i], short.MinValue, short.MaxValue)));
            table.Write(number);
            table.WriteByte((byte)(sbyte)tree.LeftChild[i]);
            table.WriteByte((byte)(sbyte)tree.RightChild[i]);
        }

        foreach (var leaf in tree.LeafValues)
        {
            BinaryPrimitives.WriteInt16LittleEndian(number,
                (short)Math.Clamp(Math.Round(leaf * weight * Scale), short.MinValue, short.MaxValue));
            table.Write(number);
        }
    }

    /// <summary>A row as ML.NET reads it.</summary>
    private sealed class Example
    {
        public bool Label { get; set; }

        public float Weight { get; set; }

        public float[] Features { get; set; } = [];
    }
}
