using System.Runtime.CompilerServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Search;

/// <summary>
/// All that is asked where a literal may stand, gathered from the literal and its rule in one place, since most places touch memory that
/// was not touched for long.
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

    /// <summary>False for the default value.</summary>
    public bool IsMade => _sets is not null;

    /// <summary>Number of the rule.</summary>
    public int Rule { get; }

    /// <summary>Position of the literal at which the searched window starts.</summary>
    public int WindowOffset { get; }

    /// <summary>Fewest bytes between the start of a match and the literal.</summary>
    public int MinOffset { get; }

    /// <summary>Most bytes between them.</summary>
    public int MaxOffset { get; }

    private bool NeedsBoundary { get; }

    /// <summary>
    /// Whether the literal stands at <paramref name="start"/>, which may lie outside, and a match may be around it. Its
    /// <see cref="QuickCheck"/> has said yes.
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
