using System.Runtime.CompilerServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Everything that is checked where a literal may occur. It is gathered from the literal and its rule in one place, because most locations
/// touch memory that was not touched for a long time.
/// </summary>
internal readonly struct LiteralTest
{
    private readonly ByteSet[] _sets;
    private readonly int _proven;
    private readonly PrefilterDfa? _before;
    private readonly PrefilterDfa? _ahead;
    private readonly PrefilterDfaStart _from;
    private readonly int _distance;

    /// <param name="entry">The literal.</param>
    /// <param name="rule">Its rule.</param>
    public LiteralTest(LiteralEntry entry, CompiledRule rule)
    {
        (_sets, Rule, WindowOffset, NeedsBoundary, MinOffset, MaxOffset) =
            (entry.Sets, entry.Rule, entry.WindowOffset, entry.NeedsBoundary, entry.MinOffset, entry.MaxOffset);
        _proven = QuickCheck.CountProven(entry);
        if (MinOffset == MaxOffset)
        {
            (_ahead, _distance) = (rule.PrefilterDfa, MinOffset);
        }
        else if (entry.Around >= 0)
        {
            (_before, _ahead) = rule.ContextDfas[entry.Around].Value;
        }

        _from = _ahead is null ? default : _ahead.GetStartAfter(_distance == 0 ? _sets : []);
    }

    /// <summary>Whether the test was created. False for the default value.</summary>
    public bool IsMade => _sets is not null;

    /// <summary>Number of the rule.</summary>
    public int Rule { get; }

    /// <summary>Position in the literal at which the searched window starts.</summary>
    public int WindowOffset { get; }

    /// <summary>Minimum number of bytes between the start of a match and the literal.</summary>
    public int MinOffset { get; }

    /// <summary>Maximum number of bytes between the start of a match and the literal.</summary>
    public int MaxOffset { get; }

    private bool NeedsBoundary { get; }

    /// <summary>
    /// Returns whether the literal occurs at <paramref name="start"/>, which may lie outside the content, and a match may contain it. The
    /// literal's <see cref="QuickCheck"/> must have allowed it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayMatch(ReadOnlySpan<byte> content, int start) =>
        start >= MinOffset
        && start + _sets.Length <= content.Length
        && (!NeedsBoundary || AsciiText.IsBoundary(content, start))
        && LiteralEntry.MatchesSets(_sets, content, start, _proven)
        && (_before is null || _before.MayMatchBackwards(content, start))
        && (_ahead is null || _ahead.MayMatch(content, start - _distance, _from));
}
