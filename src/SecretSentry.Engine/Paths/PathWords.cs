namespace SecretSentry.Engine.Paths;

/// <summary>
/// Determines which paths belong to tests, documents and examples. There is one list for the judge's features of a path and for the
/// decision about what stops.
/// </summary>
internal static class PathWords
{
    /// <summary>Bit for paths of tests. The numbers are used in the judge's tables.</summary>
    public const int Test = 1;

    /// <summary>Bit for paths of documents.</summary>
    public const int Document = 2;

    /// <summary>Bit for paths of examples and templates.</summary>
    public const int Example = 4;

    /// <summary>
    /// Words of names. A word ends where letters end and where an upper-case letter follows a lower-case one: <c>latest</c> is not
    /// <c>test</c>.
    /// </summary>
    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Words = BuildTable(
        [
            (Test, "test tests testing testdata testsuite testsuites testcase testcases unittest unittests testutil testutils testlib"),
            (Test, "conftest spec specs fixture fixtures mock mocks mocking mocked stub stubs fake fakes dummy cassette cassettes"),
            (Test, "snapshot snapshots golden"),
            (Document, "doc docs documentation tutorial tutorials guide guides readme changelog"),
            (Example, "example examples sample samples demo demos template templates tmpl quickstart playground devcontainer"),
        ]).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whole names of folders: the tests of perl and git, and others that are not words.</summary>
    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Folders = BuildTable([(Test, "t e2e")])
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly (int Bit, string Ending)[] Endings =
    [
        (Document, ".md"), (Document, ".rst"), (Document, ".adoc"), (Document, ".markdown"),
        (Example, ".example"), (Example, ".sample"), (Example, ".template"), (Example, ".dist"),
    ];

    /// <summary>The words of names, each with its bit.</summary>
    internal static IEnumerable<(string Word, int Bit)> All => Words.Dictionary.Select(pair => (pair.Key, pair.Value));

    private static Dictionary<string, int> BuildTable((int Bit, string Names)[] lines) =>
        lines.SelectMany(line => line.Names.Split(' ').Select(name => (name, line.Bit)))
            .ToDictionary(pair => pair.name, pair => pair.Bit, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the bits of a path, which has '/' between folders.</summary>
    public static int ComputeBits(ReadOnlySpan<char> path)
    {
        var bits = 0;
        foreach (var (bit, ending) in Endings)
        {
            bits |= !path.IsEmpty && (path[^1] | 0x20) == ending[^1] && path.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? bit : 0;
        }

        for (var start = 0; start < path.Length;)
        {
            var end = start;
            while (end < path.Length && char.IsAsciiLetter(path[end]) && !BeginsWord(path, start, end))
            {
                end++;
            }

            bits |= MayBeWord(path[start..end]) && Words.TryGetValue(path[start..end], out var bit) ? bit : 0;
            start = Math.Max(end, start + 1);
        }

        return bits | ComputeFolderBits(path);
    }

    /// <summary>
    /// Returns whether one of <see cref="Words"/> has the same length and first letter. This rules out nearly all words of a path.
    /// </summary>
    private static bool MayBeWord(ReadOnlySpan<char> letters) =>
        !letters.IsEmpty && letters.Length < 32 && (LengthsByFirst[(letters[0] | 0x20) - 'a'] >> letters.Length & 1) != 0;

    /// <summary>For each first letter, a bit for each length of a word.</summary>
    private static readonly uint[] LengthsByFirst = BuildLengths();

    private static uint[] BuildLengths()
    {
        var lengths = new uint[26];
        foreach (var word in Words.Dictionary.Keys)
        {
            lengths[word[0] - 'a'] |= 1u << word.Length;
        }

        return lengths;
    }

    private static bool BeginsWord(ReadOnlySpan<char> path, int start, int index) =>
        index > start && char.IsAsciiLetterUpper(path[index]) && char.IsAsciiLetterLower(path[index - 1]);

    private static int ComputeFolderBits(ReadOnlySpan<char> path)
    {
        var bits = 0;
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/'))
        {
            bits |= Folders.TryGetValue(path[..slash], out var bit) ? bit : 0;
            path = path[(slash + 1)..];
        }

        return bits;
    }
}
