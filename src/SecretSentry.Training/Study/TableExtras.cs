using System.Buffers.Binary;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Features;
using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Study;

/// <summary>What the judge's table holds for explanations alone, behind all that a scan reads (<see cref="JudgeReasons"/>).</summary>
internal static class TableExtras
{
    /// <summary>The calibration, then for each inner node of both forests the share of the examples that went left.</summary>
    public static byte[] Write(Calibration calibration, IReadOnlyList<Row> rows, params IEnumerable<byte[]> forests)
    {
        using var extras = new MemoryStream();
        Span<byte> number = stackalloc byte[2];
        foreach (var percent in calibration.ComputePercents(JudgeReasons.Percents))
        {
            BinaryPrimitives.WriteInt16LittleEndian(number, percent);
            extras.Write(number);
        }

        foreach (var forest in forests)
        {
            extras.Write(ComputeShares(forest, rows));
        }

        return extras.ToArray();
    }

    private static byte[] ComputeShares(byte[] table, IReadOnlyList<Row> rows)
    {
        ReadOnlySpan<byte> rest = table;
        var forest = new TreeForest(ref rest);
        var (all, left, features) = (new double[forest.Nodes], new double[forest.Nodes], new int[(int)Feature.Count]);
        foreach (var row in rows.Where(row => row.Class != Class.Unknown))
        {
            Array.Copy(row.Features, features, features.Length);
            forest.Count(features, row.Weight, all, left);
        }

        return [.. all.Zip(left).Select(node =>
            (byte)(node.First > 0 ? Math.Round(node.Second * TreeForest.All / node.First) : TreeForest.All / 2))];
    }
}
