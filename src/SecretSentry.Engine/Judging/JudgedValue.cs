using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Judging;

/// <summary>A named value and the judge's result.</summary>
/// <param name="Value">Location of the value, and what joins it to its name.</param>
/// <param name="Match">The match that it is, or would be.</param>
/// <param name="Level">Level of the value. Null when it is below low and not reported.</param>
/// <param name="FilterReason">Why it was not judged at all.</param>
internal readonly record struct JudgedValue(NamedValue Value, Match Match, Confidence? Level, FilterReason FilterReason)
{
    /// <summary>The text that the offsets of <see cref="Value"/> refer to, if it is not the content: one cell of a row.</summary>
    public ReadOnlyMemory<byte> Text { get; init; }
}
