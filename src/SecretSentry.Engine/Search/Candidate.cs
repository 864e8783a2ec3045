using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Search;

/// <summary>
/// A location where a literal of a rule occurs. A match that contains the literal starts between <see cref="First"/> and
/// <see cref="Last"/>, both included. If it can start at one offset only, the rule's prefilter DFA has been checked.
/// </summary>
/// <param name="Rule">Number of the rule.</param>
/// <param name="First">First offset at which a match can start.</param>
/// <param name="Last">Last offset at which a match can start.</param>
/// <param name="OccurrenceIndex">Index of the location among the occurrences of the content's <see cref="IncrementalScanState"/>. Negative
/// when there is no scan state.</param>
internal readonly record struct Candidate(int Rule, int First, int Last, int OccurrenceIndex);
