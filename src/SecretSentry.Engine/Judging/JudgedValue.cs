using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Judging;

/// <summary>A named value and what the judge made of it.</summary>
/// <param name="Value">Where it stands and what joins it to its name.</param>
/// <param name="Match">The match it is, or would be.</param>
/// <param name="Level">Its level; null when it is below low and not reported.</param>
/// <param name="FilterReason">Why it was not judged at all.</param>
internal readonly record struct JudgedValue(NamedValue Value, Match Match, Confidence? Level, FilterReason FilterReason);
