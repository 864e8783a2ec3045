using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Finds many fixed byte strings at once. Three adjacent bytes of each form (its window) are sorted into eight buckets. Two table lookups
/// per byte determine, for sixteen offsets at a time, which buckets are possible there (the method of Hyperscan's "Teddy"). Where a bucket
/// is possible, its forms are compared. This class is thread-safe.
/// </summary>
internal sealed class NeedleSearch
{
    private const int Window = 3;

    /// <summary>Length in quoted-printable text of a character that is escaped and followed by a line that continues.</summary>
    private const int LongestEscape = 6;

    private readonly IReadOnlyList<Needle> _needles;
    private readonly (int Needle, int Form, byte[] Bytes, int Window)[] _forms;
    private readonly List<int>[] _buckets = [.. Enumerable.Range(0, 8).Select(_ => new List<int>())];
    private readonly byte[] _low = new byte[16 * Window];
    private readonly byte[] _high = new byte[16 * Window];
    private readonly ConcurrentBag<LayerSearch> _layers = [];

    public NeedleSearch(IReadOnlyList<Needle> needles)
    {
        _needles = needles;
        _forms = [.. needles.SelectMany((needle, i) => needle.Forms.Select((form, j) => (i, j, form.Bytes, SelectWindow(form.Bytes))))];
        LongestForm = _forms.Length == 0 ? 0 : _forms.Max(form => form.Bytes.Length);
        Reach = Math.Max(LongestForm, LongestEscape * needles.Select(needle => needle.Bytes.Length).DefaultIfEmpty().Max()) + 1;
        for (var i = 0; i < _forms.Length; i++)
        {
            var bucket = i % 8;
            _buckets[bucket].Add(i);
            for (var position = 0; position < Window; position++)
            {
                var value = position < _forms[i].Bytes.Length - _forms[i].Window ? _forms[i].Bytes[_forms[i].Window + position] : -1;
                Enter(position, value, (byte)(1 << bucket));
            }
        }
    }

    /// <summary>The needles that are searched.</summary>
    public IReadOnlyList<Needle> Needles => _needles;

    /// <summary>Length of the longest form in bytes. Parts of a longer content must overlap by this length.</summary>
    public int LongestForm { get; }

    /// <summary>
    /// Returns a search for compressed bytes, in which short texts and patterns occur by chance. It leaves them out.
    /// </summary>
    public NeedleSearch CreateForCompressed() =>
        new([.. _needles.Where(needle => needle.Regex is null && needle.Bytes.Length >= Needle.ShortestSafe)]);

    /// <summary>Whether the needles include a pattern. Patterns are searched slowly, and only in complete contents.</summary>
    public bool HasPatterns => _needles.Any(needle => needle.Regex is not null);

    /// <summary>
    /// Number of bytes that an occurrence can take, also in quoted-printable text. An occurrence in a copied range that is extended by
    /// this number lies in the range.
    /// </summary>
    public int Reach { get; }

    /// <summary>Whether <paramref name="content"/> contains any needle, also in decoded text.</summary>
    public bool IsIn(ReadOnlySpan<byte> content)
    {
        if (IsInForms(content) || IsInPatterns(content))
        {
            return true;
        }

        var layers = RentLayers();
        var isIn = layers.IsInLayers(content, null) || layers.IsInQuoted(content);
        ReturnLayers(layers);
        return isIn;
    }

    /// <summary>Whether the name of a ref contains any needle. It has one character for each byte.</summary>
    public bool IsInName(string name) => IsIn(Encoding.Latin1.GetBytes(name));

    /// <summary>Whether <paramref name="content"/> contains a form of a needle.</summary>
    public bool IsInForms(ReadOnlySpan<byte> content) => Run(content, null);

    /// <summary>Whether <paramref name="content"/> contains a pattern.</summary>
    public bool IsInPatterns(ReadOnlySpan<byte> content) => FindPatterns(content, null);

    /// <summary>
    /// Returns every match of a form or a pattern, including overlapping ones, in no particular order. A match in decoded text is left out
    /// if it overlaps another one.
    /// </summary>
    /// <param name="content">Content of an object or a file.</param>
    /// <param name="problems">Receives messages about texts that were not decoded completely.</param>
    public List<NeedleMatch> Find(ReadOnlySpan<byte> content, ICollection<string>? problems = null)
    {
        var matches = FindForms(content);
        FindPatterns(content, matches);
        foreach (var (needle, form, span) in FindInLayers(content, problems))
        {
            if (!matches.Exists(other => other.Start < span.End && span.Start < other.Start + other.Length))
            {
                matches.Add(new(needle, form, span.Start, span.End - span.Start) { Path = span.Path });
            }
        }

        return matches;
    }

    /// <summary>Returns every match of a form, including overlapping ones, in no particular order.</summary>
    public List<NeedleMatch> FindForms(ReadOnlySpan<byte> content)
    {
        var matches = new List<NeedleMatch>();
        Run(content, matches);
        return matches;
    }

    /// <summary>Returns the occurrences in decoded text.</summary>
    public List<LayerMatch> FindInLayers(ReadOnlySpan<byte> content, ICollection<string>? problems = null)
    {
        var layers = RentLayers();
        var found = layers.Find(content);
        foreach (var problem in problems is null ? [] : layers.Problems)
        {
            problems!.Add(problem);
        }

        ReturnLayers(layers);
        return found;
    }

    /// <summary>Returns the spelling of a match.</summary>
    public string GetSpelling(NeedleMatch match)
    {
        var form = match.Form < 0 ? "pattern" : _needles[match.Needle].Forms[match.Form].Encoding;
        return match.Path is not { } path ? form : match.Form == 0 ? path : $"{path} > {form}";
    }

    /// <summary>Returns the needle and the form of an occurrence in decoded text.</summary>
    public NeedleForm GetForm(LayerMatch match) => _needles[match.Needle].Forms[match.Form];

    /// <summary>
    /// Whether the match starts at an offset that is possible for text of such characters. Text in one byte order looks like text in the
    /// other byte order one byte further on.
    /// </summary>
    public bool IsAligned(NeedleMatch match) => match.Form < 0 || match.Path is not null
        || match.Start % _needles[match.Needle].Forms[match.Form].Unit == 0;

    /// <summary>Returns the name of the matched needle, which is safe to print.</summary>
    public string NameOf(NeedleMatch match) => _needles[match.Needle].Name;

    private LayerSearch RentLayers() => _layers.TryTake(out var layers) ? layers : new(this);

    private void ReturnLayers(LayerSearch layers)
    {
        layers.Problems.Clear();
        _layers.Add(layers);
    }

    private bool FindPatterns(ReadOnlySpan<byte> content, List<NeedleMatch>? matches)
    {
        string? wide = null;
        for (var i = 0; i < _needles.Count; i++)
        {
            if (_needles[i].Regex is not { } regex)
            {
                continue;
            }

            wide ??= Encoding.Latin1.GetString(content);
            foreach (var match in regex.EnumerateMatches(wide))
            {
                if (matches is null)
                {
                    return true;
                }

                matches.Add(new(i, -1, match.Index, match.Length));
            }
        }

        return false;
    }

    /// <summary>Searches the content. Without a list it stops at the first match and returns true.</summary>
    private bool Run(ReadOnlySpan<byte> content, List<NeedleMatch>? matches)
    {
        if (_forms.Length == 0)
        {
            return false;
        }

        var offset = 0;
        ref var start = ref MemoryMarshal.GetReference(content);
        var (low0, low1, low2) = (LoadTable(_low, 0), LoadTable(_low, 1), LoadTable(_low, 2));
        var (high0, high1, high2) = (LoadTable(_high, 0), LoadTable(_high, 1), LoadTable(_high, 2));
        for (; offset <= content.Length - (Vector128<byte>.Count + Window - 1); offset += Vector128<byte>.Count)
        {
            var found = Look(ref start, offset, low0, high0) & Look(ref start, offset + 1, low1, high1) & Look(ref start, offset + 2, low2,
                high2);
            if (found != Vector128<byte>.Zero && CheckCandidates(content, offset, found, matches))
            {
                return true;
            }
        }

        for (; offset < content.Length; offset++)
        {
            if (Compare(content, offset, 0xFF, matches))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ref byte start, int offset, Vector128<byte> low, Vector128<byte> high)
    {
        var bytes = Vector128.LoadUnsafe(ref start, (nuint)offset);
        return Vector128.ShuffleNative(low, bytes & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(high,
            Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector128.Create((byte)0x0F));
    }

    private static Vector128<byte> LoadTable(byte[] table, int position) => Vector128.Create(table.AsSpan(16 * position, 16));

    private bool CheckCandidates(ReadOnlySpan<byte> content, int offset, Vector128<byte> found, List<NeedleMatch>? matches)
    {
        for (var i = 0; i < Vector128<byte>.Count; i++)
        {
            if (found[i] != 0 && Compare(content, offset + i, found[i], matches))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Compares the forms of the buckets whose window may start at <paramref name="offset"/>. Returns true when there is no list and a form
    /// matches.
    /// </summary>
    private bool Compare(ReadOnlySpan<byte> content, int offset, byte buckets, List<NeedleMatch>? matches)
    {
        for (var bucket = 0; bucket < 8; bucket++)
        {
            foreach (var index in (buckets & (1 << bucket)) != 0 ? _buckets[bucket] : [])
            {
                var (needle, form, bytes, window) = _forms[index];
                var first = offset - window;
                if (first < 0 || content.Length - first < bytes.Length || !content.Slice(first, bytes.Length).SequenceEqual(bytes))
                {
                    continue;
                }

                if (matches is null)
                {
                    return true;
                }

                matches.Add(new(needle, form, first, bytes.Length));
            }
        }

        return false;
    }

    /// <summary>
    /// Enters a byte at a position of the window. The value -1 means any byte; it is used for forms shorter than the window.
    /// </summary>
    private void Enter(int position, int value, byte bit)
    {
        for (var nibble = 0; nibble < 16; nibble++)
        {
            _low[(16 * position) + nibble] |= value < 0 || (value & 15) == nibble ? bit : (byte)0;
            _high[(16 * position) + nibble] |= value < 0 || (value >> 4) == nibble ? bit : (byte)0;
        }
    }

    /// <summary>
    /// Selects the three bytes that look least like text. Prefixes of tokens are common words, while their middle is random.
    /// </summary>
    private static int SelectWindow(byte[] bytes)
    {
        var (best, score) = (0, -1);
        for (var offset = 0; offset + Window <= bytes.Length; offset++)
        {
            var own = GetRarity(bytes[offset]) + GetRarity(bytes[offset + 1]) + GetRarity(bytes[offset + 2]);
            (best, score) = own > score ? (offset, own) : (best, score);
        }

        return best;
    }

    private static int GetRarity(byte value) => value switch
    {
        0 => 0,
        >= (byte)'a' and <= (byte)'z' or (byte)' ' or (byte)'\n' => 1,
        >= (byte)'0' and <= (byte)'9' => 2,
        _ => 3,
    };
}
