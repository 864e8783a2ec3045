using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;

namespace SecretSentry.Engine.Decoding;

/// <summary>
/// Finds secrets in text whose encoding is not that of the content: UTF-16 in a binary or ASCII file (<see cref="WideText"/>), and ASCII
/// after a beginning that looks like UTF-16. Such text is scanned like a binary content, so only rules that name an issuer check it, and it
/// is not decoded. Use one instance per thread.
/// </summary>
internal sealed class EmbeddedScan(DecodedScan.WindowScan scan)
{
    private readonly WideText _wide = new();
    private readonly List<DecodedSecret> _secrets = [];

    /// <summary>The secrets of the matches that the last <see cref="Run"/> added, in the order of their numbers.</summary>
    public IReadOnlyList<DecodedSecret> Secrets => _secrets;

    /// <summary>Adds matches that overlap no other match, and keeps the order.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="matches">The matches in the content so far, ordered by the start of the secret.</param>
    /// <param name="used">The largest number in <see cref="Match.Decoded"/> that is in use. The new matches have the next ones.</param>
    public void Run(ReadOnlySpan<byte> content, ContentKind kind, List<Match> matches, int used)
    {
        _secrets.Clear();
        if (kind.GetUnitLength() > 1)
        {
            var skipped = ContentKinds.GetBomLength(content, kind);
            var ascii = content[skipped..];
            foreach (var match in scan(ascii, out _))
            {
                Add(match with { Start = skipped + match.Start, SecretStart = skipped + match.SecretStart }, "ascii",
                    ascii.Slice(match.SecretStart, match.SecretLength), matches, used);
            }
        }

        if (_wide.Read(content))
        {
            foreach (var match in scan(_wide.Bytes, out _))
            {
                AddWide(match, matches, used);
            }
        }

        if (_secrets.Count > 0)
        {
            matches.Sort(static (a, b) =>
                a.SecretStart != b.SecretStart ? a.SecretStart.CompareTo(b.SecretStart) : a.Decoded.CompareTo(b.Decoded));
        }
    }

    public void Clear() => _secrets.Clear();

    private void AddWide(Match match, List<Match> matches, int used)
    {
        if (match.SecretLength == 0)
        {
            return;
        }

        var (start, end) = _wide.GetSpan(match.Start, match.End);
        var (secretStart, secretEnd) = _wide.GetSpan(match.SecretStart, match.SecretEnd);
        var mapped = match with
        {
            Start = start,
            Length = end - start,
            SecretStart = secretStart,
            SecretLength = secretEnd - secretStart,
        };
        Add(mapped, _wide.GetEncoding(match.SecretStart), _wide.Bytes.Slice(match.SecretStart, match.SecretLength), matches, used);
    }

    private void Add(Match match, string encoding, ReadOnlySpan<byte> secret, List<Match> matches, int used)
    {
        if (match.SecretLength == 0 || matches.Exists(other => other.SecretStart < match.SecretEnd && match.SecretStart < other.SecretEnd))
        {
            return;
        }

        _secrets.Add(new(encoding, secret.ToArray()));
        matches.Add(match with { Decoded = used + _secrets.Count });
    }
}
