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
    private readonly List<Match> _matches = [];
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
        var hasWide = _wide.Read(content);
        if (kind.GetUnitLength() == 1 && !hasWide)
        {
            return;
        }

        _matches.Clear();
        _matches.AddRange(matches);
        if (kind.GetUnitLength() > 1)
        {
            AddAscii(content, ContentKinds.GetBomLength(content, kind), used);
        }

        if (hasWide)
        {
            AddWide(used);
        }

        if (_secrets.Count > 0)
        {
            _matches.Sort(static (a, b) =>
                a.SecretStart != b.SecretStart ? a.SecretStart.CompareTo(b.SecretStart) : a.Decoded.CompareTo(b.Decoded));
        }

        matches.Clear();
        matches.AddRange(_matches);
    }

    private void AddAscii(ReadOnlySpan<byte> content, int skipped, int used)
    {
        foreach (var match in scan(content[skipped..], out _))
        {
            var mapped = match with { Start = skipped + match.Start, SecretStart = skipped + match.SecretStart };
            Add(mapped, "ascii", content.Slice(mapped.SecretStart, mapped.SecretLength), used);
        }
    }

    private void AddWide(int used)
    {
        foreach (var match in scan(_wide.Bytes, out _))
        {
            if (match.SecretLength > 0)
            {
                Add(Widen(match), _wide.GetEncoding(match.SecretStart), _wide.Bytes.Slice(match.SecretStart, match.SecretLength), used);
            }
        }
    }

    /// <summary>Returns the match in the content for one in the wide text.</summary>
    private Match Widen(Match match)
    {
        var (start, end) = _wide.GetSpan(match.Start, match.End);
        var (secretStart, secretEnd) = _wide.GetSpan(match.SecretStart, match.SecretEnd);
        return match with
        {
            Start = start,
            Length = end - start,
            SecretStart = secretStart,
            SecretLength = secretEnd - secretStart,
        };
    }

    private void Add(Match match, string encoding, ReadOnlySpan<byte> secret, int used)
    {
        if (match.SecretLength == 0 || _matches.Exists(other => other.SecretStart < match.SecretEnd && match.SecretStart < other.SecretEnd))
        {
            return;
        }

        _secrets.Add(new(encoding, secret.ToArray()));
        _matches.Add(match with { Decoded = used + _secrets.Count });
    }
}
