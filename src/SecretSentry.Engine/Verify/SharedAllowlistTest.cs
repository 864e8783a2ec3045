using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>Checks matches against shared allow-lists. Use one instance per thread.</summary>
public sealed class SharedAllowlistTest
{
    private readonly IReadOnlyList<SharedAllowlist> _lists;
    private readonly AllowlistTest _test;
    private byte[] _narrow = [];

    internal SharedAllowlistTest(IReadOnlyList<SharedAllowlist> lists, AllowlistTest test) => (_lists, _test) = (lists, test);

    /// <summary>Returns the first list that accepts <paramref name="match"/>, or null if none does.</summary>
    /// <param name="content">The content that was scanned.</param>
    /// <param name="kind">The kind that the scanner returned for it.</param>
    /// <param name="match">The match that the scanner reported.</param>
    /// <param name="decoded">The secret, if it is encoded in the content.</param>
    /// <param name="rule">The rule, as its file defines it.</param>
    /// <param name="path">Path of the content.</param>
    public SharedAllowlist? FindAccepting(ReadOnlySpan<byte> content, ContentKind kind, Match match, DecodedSecret? decoded, Rule rule,
        string path)
    {
        var unit = kind.GetUnitLength();
        var skipped = unit == 1 ? 0 : ContentKinds.GetBomLength(content, kind);
        var text = unit == 1 ? content : ContentKinds.Narrow(content[skipped..], kind, ref _narrow);
        var whole = ((match.Start - skipped) / unit, match.Length / unit);
        var secret = decoded is null ? text.Slice((match.SecretStart - skipped) / unit, match.SecretLength / unit) : decoded.Bytes.Span;
        foreach (var list in _lists)
        {
            if (list.IsFor(rule) && _test.IsAllowed(list.List, text, path, whole, secret))
            {
                return list;
            }
        }

        return null;
    }
}
