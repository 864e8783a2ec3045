using System.Text;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify;

/// <summary>Checks whether an allow-list accepts a match. Use one instance per thread.</summary>
/// <param name="matcher">Runs the programs below.</param>
/// <param name="filters">Programs of the lists' regexes and paths, by their source.</param>
/// <param name="stopWords">Returns the stop words of a list.</param>
internal sealed class AllowlistTest(ByteMatcher matcher, IReadOnlyDictionary<string, ByteProgram> filters,
    Func<Allowlist, WordSet> stopWords)
{
    /// <summary>Number of bytes of a line on each side of a match that an allow-list can see.</summary>
    private const int MaxLineAround = 4096;

    private static readonly System.Buffers.SearchValues<byte> LineEnds = System.Buffers.SearchValues.Create("\n\r"u8);

    private readonly Dictionary<object, ByteProgram[]> _programs = new(ReferenceEqualityComparer.Instance);
    private byte[] _path = new byte[256];

    /// <summary>
    /// Returns whether <paramref name="list"/> accepts the match. Conditions on commits are not met here, because commits are known only
    /// after attribution.
    /// </summary>
    public bool IsAllowed(Allowlist list, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole,
        (int Start, int Length) secret) =>
        IsAllowed(list, content, path, whole, content.Slice(secret.Start, secret.Length));

    /// <summary>Same for a secret whose bytes are not those of the content, because it is encoded there.</summary>
    public bool IsAllowed(Allowlist list, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole, ReadOnlySpan<byte> secret)
    {
        Span<bool?> conditions =
        [
            list.Paths.Count == 0 ? null : MatchesAny(list.Paths, EncodePath(path)),
            list.StopWords.Count == 0 ? null : stopWords(list).IsIn(secret),
            list.Regexes.Count == 0 ? null : MatchesAny(list.Regexes, GetTarget(list.Target, content, whole, secret)),
            list.Commits.Count == 0 ? null : false, // commits are known only after attribution
        ];
        var (some, all) = (false, true);
        foreach (var condition in conditions)
        {
            some |= condition == true;
            all &= condition != false;
        }

        return list.MatchesAll ? some && all : some;
    }

    private bool MatchesAny(IReadOnlyList<string> sources, ReadOnlySpan<byte> text)
    {
        foreach (ref readonly var program in GetPrograms(sources).AsSpan())
        {
            if (Matches(program, text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the programs of a list or of a single source. The key is an object that is always the same instance, because hashing the
    /// sources takes longer than running their programs.
    /// </summary>
    private ByteProgram[] GetPrograms(object sources)
    {
        if (!_programs.TryGetValue(sources, out var programs))
        {
            programs = sources is string source ? [filters[source]]
                : [.. ((IReadOnlyList<string>)sources).Select(pattern => filters[pattern])];
            _programs.Add(sources, programs);
        }

        return programs;
    }

    /// <summary>Returns whether the regex or path <paramref name="source"/> is found in <paramref name="text"/>.</summary>
    public bool Matches(string source, ReadOnlySpan<byte> text) => Matches(GetPrograms(source)[0], text);

    private bool Matches(in ByteProgram program, ReadOnlySpan<byte> text) =>
        matcher.Search(program, text, 0, MatchLimits.MaxMatchLength, out _) >= 0;

    /// <summary>Returns the bytes of a path. Valid until the next call.</summary>
    public ReadOnlySpan<byte> EncodePath(string path)
    {
        if (_path.Length < path.Length * 3)
        {
            _path = new byte[path.Length * 3];
        }

        return _path.AsSpan(0, Encoding.UTF8.GetBytes(path, _path));
    }

    private static ReadOnlySpan<byte> GetTarget(AllowlistTarget target, ReadOnlySpan<byte> content, (int Start, int Length) whole,
        ReadOnlySpan<byte> secret) => target switch
        {
            AllowlistTarget.Match => content.Slice(whole.Start, whole.Length),
            AllowlistTarget.Line => GetLines(content, whole),
            _ => secret,
        };

    /// <summary>
    /// Returns the lines of the match, cut at <see cref="MaxLineAround"/>. Otherwise a file of one line with many matches would be searched
    /// once for each match.
    /// </summary>
    private static ReadOnlySpan<byte> GetLines(ReadOnlySpan<byte> content, (int Start, int Length) whole)
    {
        var (from, to) = (Math.Max(0, whole.Start - MaxLineAround),
            (int)Math.Min(content.Length, (long)whole.Start + whole.Length + MaxLineAround));
        var first = from + content[from..whole.Start].LastIndexOfAny(LineEnds) + 1;
        var lineEnd = content[(whole.Start + whole.Length)..to].IndexOfAny(LineEnds);
        return lineEnd < 0 ? content[first..to] : content[first..(whole.Start + whole.Length + lineEnd)];
    }
}
