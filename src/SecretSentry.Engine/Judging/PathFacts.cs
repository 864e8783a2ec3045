using SecretSentry.Engine.Verify;

namespace SecretSentry.Engine.Judging;

/// <summary>All that the extractor and the judge take from a path. Paths with the same <see cref="Key"/> give the same answers.</summary>
internal readonly record struct PathFacts
{
    private const int KindBits = 4;

    /// <summary>Longer paths are rare.</summary>
    private const int MaxOnStack = 512;

    /// <summary>Facts that <see cref="PathWords"/> tells: tests, documents, examples.</summary>
    private const int ToldFacts = 3;

    /// <summary>Parts of paths, in small letters, for the facts behind those, a line for one fact. The order stands in the judge's tables.</summary>
    private static readonly string[][] Words =
    [
        ["vendor", "third_party", "thirdparty", "node_modules", ".min.", "dist/", "bundle", "external"],
        ["locale", "i18n", "lang", "transl", "l10n", "messages", "intl"],
        ["conf", "setting", ".env", "propert", "docker", "compose", "deploy", "helm", "k8s", "kube", "secret", "credential", "ansible",
        "terraform"],
        ["src/", "lib/", "app/", "pkg/", "internal/", "cmd/", "main/"],
    ];

    /// <summary>Number of facts about words.</summary>
    public static int WordFacts => ToldFacts + Words.Length;

    /// <summary>The kind of file.</summary>
    public FileKind Kind { get; private init; }

    /// <summary>Whether values without quotes are usual.</summary>
    public bool TakesBareValues { get; private init; }

    /// <summary>The bits of <see cref="PathWords"/>, and behind them one for each line of words.</summary>
    public int WordBits { get; private init; }

    /// <summary>Whether the path is one of tests, documents or examples.</summary>
    public bool IsExample => (WordBits & (PathWords.Test | PathWords.Document | PathWords.Example)) != 0;

    /// <summary>Whether nothing says that the file is one of tests, documents, examples, others' code or translations.</summary>
    public bool IsOfService => (WordBits & 0b11111) == 0;

    /// <summary>A number for all of the above.</summary>
    public int Key => (WordBits << (KindBits + 1)) | ((int)Kind << 1) | (TakesBareValues ? 1 : 0);

    /// <summary>The facts of a path, '/' between folders; empty for content without one.</summary>
    public static PathFacts Of(ReadOnlySpan<char> path)
    {
        // Put into small letters once: to ignore case in every search took longer than the scan of a small file.
        Span<char> buffer = stackalloc char[MaxOnStack];
        var lower = path.Length <= MaxOnStack ? buffer[..path.Length] : new char[path.Length];
        for (var i = 0; i < path.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(path[i]) ? (char)(path[i] | 0x20) : path[i];
        }

        var bits = PathWords.BitsOf(path);
        for (var fact = 0; fact < Words.Length; fact++)
        {
            foreach (var word in Words[fact])
            {
                if (lower.IndexOf(word) >= 0)
                {
                    bits |= 1 << (ToldFacts + fact);
                    break;
                }
            }
        }

        return new() { Kind = FileKinds.Of(path), TakesBareValues = FileKinds.TakesBareValues(path), WordBits = bits };
    }
}
