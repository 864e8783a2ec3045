using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SecretSentry.Engine.Compilation;
using Match = SecretSentry.Engine.Matches.Match;

namespace SecretSentry.Tests.Engine.Decoding;

/// <summary>
/// The oracle of decoding. It finds runs with regexes, decodes them with the base class library, and scans the views with
/// <see cref="ReferenceScanner"/>. It maps offsets back with a list that has one entry for each byte. All text is Latin-1, one character a
/// byte.
/// </summary>
internal sealed partial class ReferenceDecoder(RuleSet rules)
{
    private readonly ReferenceScanner _scanner = new(rules);

    public List<Found> Scan(byte[] content, bool isBinary) => Scan(Encoding.Latin1.GetString(content), (0, content.Length), 0, isBinary);

    private List<Found> Scan(string text, (int Start, int End) part, int depth, bool isBinary)
    {
        var found = _scanner.ScanBytes(Encoding.Latin1.GetBytes(text), "", isBinary).Select(m => Direct(m, text)).ToList();
        foreach (var run in depth == 3 ? [] : Runs(text).Where(r => r.End > part.Start && r.Start < part.End))
        {
            var isClaimed = !run.IsEscapes && found.Exists(f => f.Path.Length == 0 && f.SecretStart < run.End && run.Start < f.SecretEnd
                && !rules.Rules[f.Rule].IsGeneric);
            if (!isClaimed && run.Decoded is { } decoded)
            {
                Look(text, run, decoded, (depth, isBinary), found);
            }
        }

        return [.. found.OrderBy(f => f.SecretStart)];
    }

    private void Look(string text, Run run, List<(char Value, int Start, int End)> decoded, (int Depth, bool IsBinary) at,
        List<Found> found)
    {
        var before = Enumerable.Range(Math.Max(0, run.Start - 128), Math.Min(128, run.Start)).Select(i => (text[i], i, i + 1));
        var after = Enumerable.Range(run.End, Math.Min(64, text.Length - run.End)).Select(i => (text[i], i, i + 1));
        (char Value, int Start, int End)[] view = [.. before, .. decoded, .. after];
        var (start, end) = (Math.Min(128, run.Start), Math.Min(128, run.Start) + decoded.Count);
        foreach (var inner in Scan(string.Concat(view.Select(v => v.Value)), (start, end), at.Depth + 1, at.IsBinary))
        {
            if (inner.SecretEnd == inner.SecretStart
                || (run.IsEscapes ? inner.Start - 1 >= end || inner.End + 1 <= start : inner.SecretStart >= end
                || inner.SecretEnd <= start))
            {
                continue;
            }

            var mapped = inner with
            {
                Start = view[inner.Start].Start,
                End = view[inner.End - 1].End,
                SecretStart = view[inner.SecretStart].Start,
                SecretEnd = view[inner.SecretEnd - 1].End,
                Path = inner.Path.Length == 0 ? run.Name : $"{run.Name} > {inner.Path}",
            };
            var rivals = found.Where(f => f.SecretStart < mapped.SecretEnd && mapped.SecretStart < f.SecretEnd).ToArray();
            if (!rivals.Any(f =>
                f.Path.Length > 0 ? f.Rule == mapped.Rule && f.SecretStart == mapped.SecretStart && f.Secret == mapped.Secret
                : !rules.Rules[f.Rule].IsGeneric || (run.IsEscapes && rules.Rules[mapped.Rule].IsGeneric)))
            {
                found.RemoveAll(f => f.Path.Length == 0 && rivals.Contains(f));
                found.Add(mapped);
            }
        }
    }

    private static Found Direct(Match m, string text) =>
        new(m.Rule, m.Start, m.End, m.SecretStart, m.SecretEnd, "", text[m.SecretStart..m.SecretEnd]);

    /// <summary>
    /// Returns the encoded runs in the order of the scanner. The order matters only when several runs have the same location.
    /// </summary>
    private static IEnumerable<Run> Runs(string text) =>
        AlphabetRun().Matches(text).SelectMany(m => Encoded(text, m.Index, m.Index + m.Length)).Concat(Chains(text));

    private static IEnumerable<Run> Encoded(string text, int start, int end)
    {
        start += start > 0 && text[start - 1] == '\\' && text[start] is 'n' or 'r' or 't' ? 1 : 0;
        var run = text[start..end];
        var digits = run.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? run[2..] : run;
        if (HexRun().IsMatch(digits) && Convert.FromHexString(digits[..24]) is var first && first[..4].All(IsPrintable)
            && first.All(b => b is < 0x10 or (>= 0x20 and < 0x80)))
        {
            yield return Whole(end - digits.Length, end, "hex", Convert.FromHexString(digits[..(digits.Length / 2 * 2)]));
        }

        if (run.Length >= 24 && FromBase64(run) is var bytes && (bytes[..6].All(IsPrintable) || IsWide(bytes))
            && Enumerable.Range(0, 6).All(i => bytes[3 * i] < 0x80))
        {
            yield return Whole(start, end + Padding().Match(text, end).Length, "base64", bytes);
        }
    }

    private static Run Whole(int start, int end, string name, byte[] bytes)
    {
        var isWide = IsWide(bytes) && bytes[0] > 0 && bytes[2] > 0 && bytes[4] > 0;
        bytes = isWide ? [.. Enumerable.Range(0, bytes.Length / 2).Select(i => bytes[(2 * i) + 1] == 0 ? bytes[2 * i] : (byte)0xFF)]
            : bytes;
        var isText = bytes.Count(IsPrintable) * 8 >= bytes.Length * 7;
        return new(start, end, isWide ? name + " > utf-16le" : name, false, isText ? [.. bytes.Select(b => ((char)b, start, end))] : null);
    }

    private static IEnumerable<Run> Chains(string text)
    {
        var kinds = new (string Name, Regex Escape)[] { ("percent", Percent()), ("escape", Backslash()), ("entity", Entity()) };
        foreach (var (name, escape) in kinds)
        {
            var chain = new List<System.Text.RegularExpressions.Match>();
            foreach (var match in escape.Matches(text).Where(m => ValueOf(m) is >= ' ' and <= '~'))
            {
                if (chain.Count > 0 && match.Index - (chain[^1].Index + chain[^1].Length) > 64)
                {
                    yield return Chained(text, name, chain);
                    chain.Clear();
                }

                chain.Add(match);
            }

            if (chain.Count > 0)
            {
                yield return Chained(text, name, chain);
            }
        }
    }

    private static Run Chained(string text, string name, List<System.Text.RegularExpressions.Match> chain)
    {
        var (decoded, at) = (new List<(char, int, int)>(), chain[0].Index);
        foreach (var escape in chain)
        {
            decoded.AddRange(Enumerable.Range(at, escape.Index - at).Select(i => (text[i], i, i + 1)));
            at = escape.Index + escape.Length;
            decoded.Add((ValueOf(escape), escape.Index, at));
        }

        return new(chain[0].Index, at, name, true, decoded);
    }

    private static char ValueOf(System.Text.RegularExpressions.Match escape) => escape.Groups["hex"].Success
        ? (char)int.Parse(escape.Groups["hex"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : (char)int.Parse(escape.Groups["number"].Value, CultureInfo.InvariantCulture);

    private static byte[] FromBase64(string run)
    {
        run = run.Replace('-', '+').Replace('_', '/')[..(run.Length % 4 == 1 ? ^1 : ^0)];
        return Convert.FromBase64String(run.PadRight((run.Length + 3) / 4 * 4, '='));
    }

    private static bool IsWide(byte[] bytes) =>
        bytes is [_, 0, _, 0, _, 0, ..] && IsPrintable(bytes[0]) && IsPrintable(bytes[2]) && IsPrintable(bytes[4]);

    private static bool IsPrintable(byte b) => b is (>= 0x20 and <= 0x7E) or 9 or 10 or 13;

    [GeneratedRegex("[A-Za-z0-9+/_-]{24,}")]
    private static partial Regex AlphabetRun();

    [GeneratedRegex(@"\G={0,2}")]
    private static partial Regex Padding();

    [GeneratedRegex(@"^[0-9A-Fa-f]{24,}\z")]
    private static partial Regex HexRun();

    [GeneratedRegex("%(?<hex>[0-9A-Fa-f]{2})")]
    private static partial Regex Percent();

    [GeneratedRegex(@"\\x(?<hex>[0-9A-Fa-f]{2})|\\u00(?<hex>[0-9A-Fa-f]{2})")]
    private static partial Regex Backslash();

    [GeneratedRegex("&#[xX](?<hex>[0-9A-Fa-f]{1,4});|&#(?<number>[0-9]{1,4});")]
    private static partial Regex Entity();

    private sealed record Run(int Start, int End, string Name, bool IsEscapes, List<(char Value, int Start, int End)>? Decoded);
}
