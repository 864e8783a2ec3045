using System.Runtime.CompilerServices;

namespace SecretSentry.Engine.Paths;

/// <summary>All that the extractor and the judge take from a path. Paths with the same <see cref="Key"/> give the same answers.</summary>
internal readonly record struct PathFacts
{
    private const int KindBits = 4;

    /// <summary>Longer paths are rare.</summary>
    private const int MaxOnStack = 512;

    /// <summary>Facts that <see cref="PathWords"/> tells: tests, documents, examples.</summary>
    private const int PathWordFacts = 3;

    /// <summary>
    /// Parts of paths, in small letters, for the facts behind those, a line for one fact. The order stands in the judge's tables.
    /// </summary>
    private static readonly string[][] Words =
    [
        ["vendor", "third_party", "thirdparty", "node_modules", ".min.", "dist/", "bundle", "external"],
        ["locale", "i18n", "lang", "transl", "l10n", "messages", "intl"],
        ["conf", "setting", ".env", "propert", "docker", "compose", "deploy", "helm", "k8s", "kube", "secret", "credential", "ansible",
        "terraform"],
        ["src/", "lib/", "app/", "pkg/", "internal/", "cmd/", "main/"],
        ["crypt", "cipher", "vector", "hmac"],
    ];

    /// <summary>The same by the character they begin with, each with its bit.</summary>
    private static readonly (string Word, int Bit)[][] ByFirst = Sort();

    private static (string Word, int Bit)[][] Sort()
    {
        var all = Words.SelectMany((words, fact) => words.Select(word => (Word: word, Bit: 1 << (PathWordFacts + fact))))
            .ToLookup(entry => entry.Word[0]);
        return [.. Enumerable.Range(0, 128).Select(first => all[(char)first].ToArray())];
    }

    /// <summary>Number of facts about words.</summary>
    public static int WordFacts => PathWordFacts + Words.Length;

    /// <summary>The kind of file.</summary>
    public FileKind Kind { get; private init; }

    /// <summary>Whether values without quotes are usual.</summary>
    public bool AllowsBareValues { get; private init; }

    /// <summary>The bits of <see cref="PathWords"/>, and behind them one for each line of words.</summary>
    public int WordBits { get; private init; }

    /// <summary>Whether the path is one of tests, documents or examples.</summary>
    public bool IsExample => (WordBits & (PathWords.Test | PathWords.Document | PathWords.Example)) != 0;

    /// <summary>Whether nothing says that the file is one of tests, documents, examples, others' code or translations.</summary>
    public bool IsOfService => (WordBits & 0b11111) == 0;

    /// <summary>A number for all of the above.</summary>
    public int Key => (WordBits << (KindBits + 1)) | ((int)Kind << 1) | (AllowsBareValues ? 1 : 0);

    /// <summary>
    /// What reading and the gate ask of a path: its kind, and whether values without quotes are usual. The words of it are left out.
    /// </summary>
    public static PathFacts CreateKindOnly(ReadOnlySpan<char> path)
    {
        var kind = FileKinds.GetKind(path);
        return new() { Kind = kind, AllowsBareValues = FileKinds.AllowsBareValues(path, kind) };
    }

    /// <summary>The facts of a path, '/' between folders; empty for content without one.</summary>
    public static PathFacts Create(ReadOnlySpan<char> path) => CreateKindOnly(path).AddWordBits(ComputeWordBits(path));

    /// <summary>The same with <see cref="WordBits"/>.</summary>
    public PathFacts AddWordBits(int wordBits) => this with { WordBits = wordBits };

    /// <summary><see cref="WordBits"/> of a path. No word reaches from one folder into the next, so they are those of its parts.</summary>
    [SkipLocalsInit] // the buffer is written before it is read
    public static int ComputeWordBits(ReadOnlySpan<char> path)
    {
        // Put into small letters once: to ignore case in every search took longer than the scan of a small file.
        Span<char> buffer = stackalloc char[MaxOnStack];
        var lower = path.Length <= MaxOnStack ? buffer[..path.Length] : new char[path.Length];
        for (var i = 0; i < path.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(path[i]) ? (char)(path[i] | 0x20) : path[i];
        }

        return PathWords.ComputeBits(path) | ComputeBits(lower);
    }

    /// <summary>
    /// The bits of <see cref="Words"/> for a path in small letters: one pass, since forty searches took longer than the scan of a small
    /// file.
    /// </summary>
    private static int ComputeBits(ReadOnlySpan<char> lower)
    {
        var bits = 0;
        for (var index = 0; index < lower.Length; index++)
        {
            foreach (var (word, bit) in lower[index] < ByFirst.Length ? ByFirst[lower[index]] : [])
            {
                // all have two letters, and the second one decides nearly always
                bits |= index + 1 < lower.Length && lower[index + 1] == word[1] && lower[index..].StartsWith(word) ? bit : 0;
            }
        }

        return bits;
    }

    /// <summary>The plain form of it, for tests.</summary>
    internal static int ComputeBitsSimple(string lower) =>
        Enumerable.Range(0, Words.Length)
            .Sum(fact => Words[fact].Any(word => lower.Contains(word, StringComparison.Ordinal)) ? 1 << (PathWordFacts + fact) : 0);
}
