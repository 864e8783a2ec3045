using System.Runtime.CompilerServices;

namespace SecretSentry.Engine.Paths;

/// <summary>
/// Everything that the extractor and the judge use of a path. Paths with the same <see cref="Key"/> give the same results.
/// </summary>
internal readonly record struct PathFacts
{
    private const int KindBits = 4;

    /// <summary>Maximum length of a path on the stack. Longer paths are rare.</summary>
    private const int MaxOnStack = 512;

    /// <summary>Number of facts that <see cref="PathWords"/> provides: tests, documents, examples.</summary>
    private const int PathWordFacts = 3;

    /// <summary>
    /// Parts of paths, in lower case, for the facts that follow those, one line for each fact. The order is used in the judge's tables.
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

    /// <summary>The words by their first character, each with its bit.</summary>
    private static readonly (string Word, int Bit)[][] ByFirst = Sort();

    private static (string Word, int Bit)[][] Sort()
    {
        var all = Words.SelectMany((words, fact) => words.Select(word => (Word: word, Bit: 1 << (PathWordFacts + fact))))
            .ToLookup(entry => entry.Word[0]);
        return [.. Enumerable.Range(0, 128).Select(first => all[(char)first].ToArray())];
    }

    /// <summary>Number of facts about words.</summary>
    public static int WordFacts => PathWordFacts + Words.Length;

    /// <summary>The kind of the file.</summary>
    public FileKind Kind { get; private init; }

    /// <summary>Whether values without quotes are usual.</summary>
    public bool AllowsBareValues { get; private init; }

    /// <summary>The bits of <see cref="PathWords"/>, followed by one bit for each line of words.</summary>
    public int WordBits { get; private init; }

    /// <summary>Whether the path belongs to tests, documents or examples.</summary>
    public bool IsExample => (WordBits & (PathWords.Test | PathWords.Document | PathWords.Example)) != 0;

    /// <summary>Whether nothing indicates that the file belongs to tests, documents, examples, third-party code or translations.</summary>
    public bool IsOfService => (WordBits & 0b11111) == 0;

    /// <summary>A number that combines the kind, bare values and the word bits.</summary>
    public int Key => (WordBits << (KindBits + 1)) | ((int)Kind << 1) | (AllowsBareValues ? 1 : 0);

    /// <summary>
    /// Returns the facts that reading and the filter need: the kind, and whether values without quotes are usual. The words of the path are
    /// omitted.
    /// </summary>
    public static PathFacts CreateKindOnly(ReadOnlySpan<char> path)
    {
        var kind = FileKinds.GetKind(path);
        return new() { Kind = kind, AllowsBareValues = FileKinds.AllowsBareValues(path, kind) };
    }

    /// <summary>Returns the facts of a path, which has '/' between folders. The path is empty for content without one.</summary>
    public static PathFacts Create(ReadOnlySpan<char> path) => CreateKindOnly(path).AddWordBits(ComputeWordBits(path));

    /// <summary>Returns these facts with <see cref="WordBits"/>.</summary>
    public PathFacts AddWordBits(int wordBits) => this with { WordBits = wordBits };

    /// <summary>
    /// Computes <see cref="WordBits"/> of a path. No word spans two folders, so the bits of a path are those of its parts.
    /// </summary>
    [SkipLocalsInit] // the buffer is written before it is read
    public static int ComputeWordBits(ReadOnlySpan<char> path)
    {
        // Converted to lower case once. A case-insensitive search for every word took longer than the scan of a small file.
        Span<char> buffer = stackalloc char[MaxOnStack];
        var lower = path.Length <= MaxOnStack ? buffer[..path.Length] : new char[path.Length];
        for (var i = 0; i < path.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(path[i]) ? (char)(path[i] | 0x20) : path[i];
        }

        return PathWords.ComputeBits(path) | ComputeBits(lower);
    }

    /// <summary>
    /// Returns the bits of <see cref="Words"/> for a path in lower case. Makes one pass, because forty searches took longer than the scan
    /// of a small file.
    /// </summary>
    private static int ComputeBits(ReadOnlySpan<char> lower)
    {
        var bits = 0;
        for (var index = 0; index < lower.Length; index++)
        {
            foreach (var (word, bit) in lower[index] < ByFirst.Length ? ByFirst[lower[index]] : [])
            {
                // all words have at least two letters, and the second one nearly always decides
                bits |= index + 1 < lower.Length && lower[index + 1] == word[1] && lower[index..].StartsWith(word) ? bit : 0;
            }
        }

        return bits;
    }

    /// <summary>The simple form of <c>ComputeBits</c>, for tests.</summary>
    internal static int ComputeBitsSimple(string lower) =>
        Enumerable.Range(0, Words.Length)
            .Sum(fact => Words[fact].Any(word => lower.Contains(word, StringComparison.Ordinal)) ? 1 << (PathWordFacts + fact) : 0);
}
