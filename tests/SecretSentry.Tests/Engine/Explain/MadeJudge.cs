using System.Buffers.Binary;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Text;

namespace SecretSentry.Tests.Engine.Explain;

/// <summary>Writes a judge's table of a few trees, byte by byte, in the trainer's format.</summary>
internal static class MadeJudge
{
    /// <summary>A tree with one condition. It has one value up to the threshold and one above it.</summary>
    internal sealed record Stump(Feature Feature, short Threshold, short UpTo, short Above);

    /// <summary>Returns a table with two forests of such trees and a first forest that lets every value pass.</summary>
    public static byte[] Table(Stump[] whole, Stump[] core, int[] wholeLeast, int[] coreLeast, short[]? percents = null,
        byte[]? shares = null)
    {
        var table = new List<byte>();
        table.AddRange(JudgeModel.Magic);
        table.AddRange(new byte[(WordModel.Letters * WordModel.Letters) + WordModel.SetLength]);
        table.AddRange(Forest(whole));
        table.AddRange(Forest(core));
        table.AddRange(Forest());
        foreach (var least in wholeLeast.Concat(coreLeast).Append(0))
        {
            var number = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(number, least);
            table.AddRange(number);
        }

        foreach (var percent in percents ?? [])
        {
            AddShort(table, percent);
        }

        table.AddRange(shares ?? []);
        return [.. table];
    }

    /// <summary>Returns a forest in the format of the table.</summary>
    public static byte[] Forest(params Stump[] stumps)
    {
        var forest = new List<byte>();
        AddShort(forest, (short)stumps.Length);
        foreach (var stump in stumps)
        {
            forest.AddRange([1, (byte)stump.Feature]);
            AddShort(forest, stump.Threshold);
            forest.AddRange([unchecked((byte)-1), unchecked((byte)-2)]);
            AddShort(forest, stump.UpTo);
            AddShort(forest, stump.Above);
        }

        return [.. forest];
    }

    /// <summary>Returns features that are zero except for the given ones.</summary>
    public static int[] Features(params (Feature Feature, int Number)[] given)
    {
        var features = new int[(int)Feature.Count];
        foreach (var (feature, number) in given)
        {
            features[(int)feature] = number;
        }

        return features;
    }

    /// <summary>Reads a forest and computes its means.</summary>
    public static TreeForest Read(ReadOnlySpan<byte> forest, ReadOnlySpan<byte> shares)
    {
        var read = new TreeForest(ref forest);
        read.Weigh(shares);
        return read;
    }

    private static void AddShort(List<byte> table, short number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, number);
        table.AddRange(bytes);
    }
}
