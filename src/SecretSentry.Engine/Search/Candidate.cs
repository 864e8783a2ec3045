using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Search;

/// <summary>
/// A place where a rule's literal stands: a match that contains it starts from <see cref="First"/> to <see cref="Last"/>. Where it can
/// start at one place only, the rule's lookahead has been asked.
/// </summary>
/// <param name="Rule">Number of the rule.</param>
/// <param name="First">First start of a match.</param>
/// <param name="Last">Last start of a match.</param>
/// <param name="OccurrenceIndex">Number of the place among the <see cref="IncrementalScanState"/> of the content; negative when there are
/// none.</param>
internal readonly record struct Candidate(int Rule, int First, int Last, int OccurrenceIndex);
