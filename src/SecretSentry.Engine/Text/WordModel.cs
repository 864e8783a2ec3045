using System.Runtime.CompilerServices;

namespace SecretSentry.Engine.Text;

/// <summary>
/// A model of words: how likely letters follow each other, and which words are known. The trainer counts both over ordinary code and
/// documents, never over labelled files. Immutable and shared by all threads.
/// </summary>
[SkipLocalsInit] // buffers are written before they are read
internal sealed class WordModel
{
    /// <summary>Number of letters, plus one for the edge of a word.</summary>
    public const int Letters = 27;

    /// <summary>Length in bytes of the set of known words, a Bloom filter with two bits a word.</summary>
    public const int SetLength = 1 << 15;

    /// <summary>Maximum length of a word that is looked up.</summary>
    public const int MaxWord = 14;

    /// <summary>Minimum length of a word that is looked up.</summary>
    public const int MinWord = 3;

    /// <summary>Maximum length of a run of letters that is examined.</summary>
    public const int MaxRun = 40;

    private readonly sbyte[] _pairs;
    private readonly byte[] _set;

    /// <param name="pairs">For each letter (and the edge) a row: the likelihood that the column's letter follows, in sixteenths of a bit
    /// compared with chance.</param>
    /// <param name="set">The Bloom filter.</param>
    public WordModel(ReadOnlySpan<byte> pairs, ReadOnlySpan<byte> set)
    {
        if (pairs.Length != Letters * Letters || set.Length != SetLength)
        {
            throw new ArgumentException("the table does not have the expected length");
        }

        _pairs = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(pairs).ToArray();
        _set = set.ToArray();
    }

    /// <summary>Returns the mean likelihood of a run of lower-case letters, including the edges. Positive for words.</summary>
    public int ComputeLikelihood(ReadOnlySpan<byte> run)
    {
        var (sum, before) = (0, Letters - 1);
        foreach (var letter in run)
        {
            var next = letter - 'a';
            sum += _pairs[(before * Letters) + next];
            before = next;
        }

        return (sum + _pairs[(before * Letters) + Letters - 1]) / (run.Length + 1);
    }

    /// <summary>
    /// Returns how many letters of a run of lower-case letters are in known words. The words are chosen to cover as many letters as
    /// possible.
    /// </summary>
    public int MeasureCoverage(ReadOnlySpan<byte> run)
    {
        Span<byte> best = stackalloc byte[MaxRun + 1];
        run = run[..Math.Min(run.Length, MaxRun)];
        best[0] = 0;
        best[1..(run.Length + 1)].Clear();
        for (var start = 0; start < run.Length; start++)
        {
            best[start + 1] = Math.Max(best[start + 1], best[start]);
            var hash = HashStart;
            for (var length = 1; length <= MaxWord && start + length <= run.Length; length++)
            {
                hash = Step(hash, run[start + length - 1]);
                if (length >= MinWord && ContainsHash(hash))
                {
                    best[start + length] = Math.Max(best[start + length], (byte)(best[start] + length));
                }
            }
        }

        return best[run.Length];
    }

    /// <summary>Returns whether a lower-case word is known. One in a hundred unknown words is reported as known.</summary>
    public bool Contains(ReadOnlySpan<byte> word)
    {
        if (word.Length is < MinWord or > MaxWord)
        {
            return false;
        }

        var hash = HashStart;
        foreach (var letter in word)
        {
            hash = Step(hash, letter);
        }

        return ContainsHash(hash);
    }

    /// <summary>Adds a lower-case word to a filter.</summary>
    public static void Add(Span<byte> set, ReadOnlySpan<byte> word)
    {
        var hash = HashStart;
        foreach (var letter in word)
        {
            hash = Step(hash, letter);
        }

        var (first, second) = ComputeBits(hash);
        set[first >> 3] |= (byte)(1 << (first & 7));
        set[second >> 3] |= (byte)(1 << (second & 7));
    }

    /// <summary>Start value of <see cref="Step"/>.</summary>
    internal const uint HashStart = 2166136261;

    /// <summary>Computes one step of FNV-1a.</summary>
    internal static uint Step(uint hash, byte letter) => (hash ^ letter) * 16777619;

    private bool ContainsHash(uint hash)
    {
        var (first, second) = ComputeBits(hash);
        return ((_set[first >> 3] >> (first & 7)) & (_set[second >> 3] >> (second & 7)) & 1) != 0;
    }

    private static (int First, int Second) ComputeBits(uint hash)
    {
        var mixed = hash * 0x9E3779B97F4A7C15ul;
        return ((int)(mixed >> 46), (int)(mixed >> 24) & ((SetLength * 8) - 1));
    }
}
