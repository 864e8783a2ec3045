using System.Buffers.Binary;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// Explains the level that the judge gives to a value. Reads the judge's table a second time, from its bytes. A scan and an explanation
/// need different layouts, and so scans pay nothing for explanations. After the levels the table may contain data that only explanations
/// use. First come, for each per cent from 1 to 99, the minimum score of the whole forest with at least that share of credentials (2 bytes
/// each). Then follow the shares that <see cref="TreeForest.Weigh"/> takes, for both forests.
/// </summary>
internal sealed class JudgeReasons
{
    /// <summary>Number of scores in the calibration: one for each per cent.</summary>
    public const int Percents = 99;

    private readonly int[] _wholeLeast;
    private readonly int[] _coreLeast;
    private readonly TreeForest _first;
    private readonly int _firstLeast;
    private readonly short[] _percents;

    public JudgeReasons(ReadOnlySpan<byte> table)
    {
        table = table[(JudgeModel.Magic.Length + (WordModel.Letters * WordModel.Letters) + WordModel.SetLength)..];
        (Whole, Core, _first) = (new(ref table), new(ref table), new(ref table));
        (_wholeLeast, _coreLeast) = (JudgeModel.ReadLeast(ref table), JudgeModel.ReadLeast(ref table));
        _firstLeast = BinaryPrimitives.ReadInt32LittleEndian(table);
        table = table[4..];
        _percents = ReadPercents(ref table);
        Whole.Weigh(table.IsEmpty ? [] : table[..Whole.Nodes]);
        Core.Weigh(table.IsEmpty ? [] : table.Slice(Whole.Nodes, Core.Nodes));
    }

    /// <summary>The forest that uses all features.</summary>
    public TreeForest Whole { get; }

    /// <summary>The forest that uses value, name and operator.</summary>
    public TreeForest Core { get; }

    /// <summary>Minimum scores of the whole forest for low, medium and high.</summary>
    public IReadOnlyList<int> Least => _wholeLeast;

    /// <summary>
    /// Returns the scores of both forests, and the levels that each would give by itself to values that pass the first forest. 0: below
    /// low. 1 to 3: low to high.
    /// </summary>
    public (int Whole, int Core, int WholeLevel, int CoreLevel) Ask(ReadOnlySpan<int> features)
    {
        var (whole, core, isDropped) = (Whole.Sum(features), Core.Sum(features), _first.Sum(features) < _firstLeast);
        return (whole, core, isDropped ? 0 : GetLevel(whole, _wholeLeast), isDropped ? 0 : GetLevel(core, _coreLeast));
    }

    /// <summary>Returns the level that both forests give together.</summary>
    public int ComputeLevel(ReadOnlySpan<int> features)
    {
        var (_, _, whole, core) = Ask(features);
        return Math.Max(Math.Min(whole, TestVectors.GetMaxLevel(features)), core - 1);
    }

    /// <summary>
    /// Returns the percentage of credentials among values with such a score. Returns null for a table without calibration.
    /// </summary>
    public int? GetPercent(int score) => _percents.Length == 0 ? null : _percents.Count(least => score >= least);

    private static int GetLevel(int score, int[] least) => least.Count(from => score >= from);

    private static short[] ReadPercents(ref ReadOnlySpan<byte> table)
    {
        if (table.IsEmpty)
        {
            return [];
        }

        var percents = new short[Percents];
        for (var i = 0; i < Percents; i++, table = table[2..])
        {
            percents[i] = BinaryPrimitives.ReadInt16LittleEndian(table);
        }

        return percents;
    }
}
