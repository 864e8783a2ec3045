using System.Buffers.Binary;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Features;

/// <summary>
/// The judge's tables: words, and three forests. The first forest uses only <see cref="FirstFeatures"/> and drops most values. The whole
/// forest uses all features. The core forest uses the value, the name and what joins them, and nothing of the context. It prevents the
/// context from lowering a value by more than one level. Immutable and shared by all threads. SecretSentry.Training writes the table in
/// this order: <see cref="Magic"/>, the pairs and the set of <see cref="WordModel"/>, the whole forest, the core forest, the first forest,
/// the minimum sums of whole and core for low, medium and high, and the minimum sum of the first forest (4 bytes each, little endian).
/// </summary>
internal sealed class JudgeModel
{
    /// <summary>The first bytes of the table.</summary>
    public static ReadOnlySpan<byte> Magic => "SSJ2"u8;

    private readonly JudgeTable _table;
    private readonly (int Whole, int Core, int First) _offsets;
    private readonly int[] _wholeLeast;
    private readonly int[] _coreLeast;
    private readonly int _firstLeast;
    private Forest? _whole;
    private Forest? _core;
    private Forest? _first;

    /// <exception cref="FormatException">The table is not one of this version.</exception>
    public JudgeModel(JudgeTable source)
    {
        _table = source;
        var table = source();
        if (!table.StartsWith(Magic))
        {
            throw new FormatException("the judge's table begins with other bytes; train it anew");
        }

        const int pairs = WordModel.Letters * WordModel.Letters;
        Words = new(table.Slice(Magic.Length, pairs), table.Slice(Magic.Length + pairs, WordModel.SetLength));
        _offsets.Whole = Magic.Length + pairs + WordModel.SetLength;
        _offsets.Core = _offsets.Whole + Forest.GetLength(table[_offsets.Whole..]);
        _offsets.First = _offsets.Core + Forest.GetLength(table[_offsets.Core..]);
        table = table[(_offsets.First + Forest.GetLength(table[_offsets.First..]))..];
        (_wholeLeast, _coreLeast) = (ReadLeast(ref table), ReadLeast(ref table));
        _firstLeast = BinaryPrimitives.ReadInt32LittleEndian(table);
    }

    // Each forest is read when it is first used, because most commits have no value that gets this far. Two threads may both read it. They
    // get the same result.
    private Forest Whole => _whole ??= Read(_offsets.Whole);

    private Forest Core => _core ??= Read(_offsets.Core);

    private Forest First => _first ??= Read(_offsets.First);

    private Forest Read(int offset)
    {
        var table = _table()[offset..];
        return new(ref table);
    }

    /// <summary>The model of words.</summary>
    public WordModel Words { get; }

    /// <summary>
    /// Returns whether a value may be a credential, by its <see cref="FirstFeatures"/> alone. If not, no other forest is used.
    /// </summary>
    public bool MayBeCredential(ReadOnlySpan<int> features) => First.SumFrom(features, _firstLeast) >= _firstLeast;

    /// <summary>Returns the level of a named value with these features. Returns null below low.</summary>
    public Confidence? GetConfidence(ReadOnlySpan<int> features) => MayBeCredential(features) ? GetConfidenceAfterFirst(features) : null;

    /// <summary>Like <see cref="GetConfidence"/>, for a value that has passed the first forest.</summary>
    public Confidence? GetConfidenceAfterFirst(ReadOnlySpan<int> features)
    {
        var whole = GetWholeLevel(Whole.SumFrom(features, _wholeLeast[0]), features);
        return whole >= Levels - 1 ? (Confidence)(whole - 1) // the core can add nothing
            : GetHighest(whole, GetLevel(Core.SumFrom(features, _coreLeast[whole + 1]), _coreLeast) - 1);
    }

    /// <summary>
    /// Returns the levels that whole and core would each give to a value that has passed the first forest. 0: below low. 1 to 3: low to
    /// high.
    /// </summary>
    internal (int Whole, int Core) GetLevels(ReadOnlySpan<int> features) =>
        !MayBeCredential(features) ? (0, 0)
            : (GetWholeLevel(Whole.Sum(features, 0, Whole.Trees), features), GetLevel(Core.Sum(features, 0, Core.Trees), _coreLeast));

    /// <summary>Returns the level for a sum of the whole forest.</summary>
    private int GetWholeLevel(int sum, ReadOnlySpan<int> features) =>
        Math.Min(GetLevel(sum, _wholeLeast), TestVectors.GetMaxLevel(features));

    private const int Levels = 3;

    private static Confidence? GetHighest(int whole, int core) =>
        Math.Max(whole, core) is > 0 and var level ? (Confidence)(level - 1) : null;

    /// <summary>Returns the level of a sum. 0: below low. 1 to 3: low to high.</summary>
    private static int GetLevel(int sum, int[] least)
    {
        var level = 0;
        while (level < Levels && sum >= least[level])
        {
            level++;
        }

        return level;
    }

    /// <summary>Reads the minimum sums for low, medium and high, and advances the table past them.</summary>
    internal static int[] ReadLeast(ref ReadOnlySpan<byte> table)
    {
        var least = new int[Levels];
        for (var level = 0; level < Levels; level++, table = table[4..])
        {
            least[level] = BinaryPrimitives.ReadInt32LittleEndian(table);
        }

        return least;
    }
}
