using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>One thread's look at matches.</summary>
public sealed class SharedAllowlistTest
{
    private readonly IReadOnlyList<SharedAllowlist> _lists;
    private readonly AllowlistTest _test;
    private byte[] _narrow = [];

    internal SharedAllowlistTest(IReadOnlyList<SharedAllowlist> lists, AllowlistTest test) => (_lists, _test) = (lists, test);

    /// <summary>The first list that describes <paramref name="match"/>; null: none does.</summary>
    /// <param name="content">What was scanned.</param>
    /// <param name="kind">What the scanner said it is.</param>
    /// <param name="match">What it found.</param>
    /// <param name="decoded">The secret, when it stands encoded.</param>
    /// <param name="rule">The rule, as its file has it.</param>
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
