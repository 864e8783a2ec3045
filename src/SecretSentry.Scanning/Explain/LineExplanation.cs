namespace SecretSentry.Scanning.Explain;

/// <summary>Everything about one line of a file.</summary>
/// <param name="Traces">The rules whose regex matches, those that match first.</param>
/// <param name="Encoded">Findings on the line whose secret is encoded there.</param>
/// <param name="IsExcluded">Whether the path is left out by the settings <c>include</c> or <c>exclude</c>.</param>
public sealed record LineExplanation(IReadOnlyList<TracedMatch> Traces, IReadOnlyList<FindingFate> Encoded, bool IsExcluded);
