using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Text;

namespace SecretSentry.Training;

/// <summary>Counts words and pairs of letters over ordinary text and makes the tables of <see cref="WordModel"/>.</summary>
internal sealed class WordCounter
{
    /// <summary>Words that fill the filter to about a third.</summary>
    private const int MostWords = 34_000;

    /// <summary>A sixteenth of a bit, as the table counts.</summary>
    private const double Unit = 16;

    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);

    /// <summary>Counts each word of a text once.</summary>
    public void Add(ReadOnlySpan<byte> content)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var runs = new WordRuns(content); runs.MoveNext();)
        {
            if (runs.Current.Length is >= 2 and <= WordModel.MaxWord)
            {
                seen.Add(Encoding.ASCII.GetString(runs.Current).ToLowerInvariant());
            }
        }

        foreach (var word in seen)
        {
            _files[word] = _files.GetValueOrDefault(word) + 1;
        }
    }

    /// <summary>The tables: pairs, then the filter.</summary>
    public (byte[] Pairs, byte[] Set) BuildTables()
    {
        var words = _files.Where(word => word.Key.Length >= WordModel.MinWord && word.Value >= GetLeastFiles(word.Key.Length))
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(MostWords).ToArray();
        var set = new byte[WordModel.SetLength];
        foreach (var (word, _) in words)
        {
            WordModel.Add(set, Encoding.ASCII.GetBytes(word));
        }

        return (BuildPairs(words), set);
    }

    /// <summary>Short words are abbreviations unless they are common.</summary>
    private static int GetLeastFiles(int length) => length switch { 3 => 60, 4 => 20, _ => 6 };

    /// <summary>
    /// In sixteenths of a bit by which a letter is likelier behind another than one of 27 by chance, each word counting by the logarithm of
    /// its files.
    /// </summary>
    private static byte[] BuildPairs(IReadOnlyCollection<KeyValuePair<string, int>> words)
    {
        var counts = new long[WordModel.Letters * WordModel.Letters];
        foreach (var (word, files) in words)
        {
            var weight = System.Numerics.BitOperations.Log2((uint)files) + 1;
            var before = WordModel.Letters - 1;
            foreach (var letter in word + "{")
            {
                counts[(before * WordModel.Letters) + letter - 'a'] += weight;
                before = letter - 'a';
            }
        }

        var table = new byte[WordModel.Letters * WordModel.Letters];
        for (var first = 0; first < WordModel.Letters; first++)
        {
            long all = 0;
            for (var second = 0; second < WordModel.Letters; second++)
            {
                all += counts[(first * WordModel.Letters) + second];
            }

            for (var second = 0; second < WordModel.Letters; second++)
            {
                var rate = (counts[(first * WordModel.Letters) + second] + 0.5) * WordModel.Letters / (all + (0.5 * WordModel.Letters));
                table[(first * WordModel.Letters) + second] =
                    (byte)(sbyte)Math.Clamp(Math.Round(Math.Log2(rate) * Unit), sbyte.MinValue, sbyte.MaxValue);
            }
        }

        return table;
    }
}
