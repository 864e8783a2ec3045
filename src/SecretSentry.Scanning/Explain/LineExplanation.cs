using SecretSentry.Engine.Rules;

namespace SecretSentry.Scanning.Explain;

/// <summary>Everything about one line of a file.</summary>
/// <param name="Traces">The rules whose regex matches, those that match first.</param>
/// <param name="Encoded">Findings on the line whose secret is encoded there.</param>
/// <param name="IsExcluded">Whether the path is left out by the settings <c>include</c> or <c>exclude</c>.</param>
public sealed record LineExplanation(IReadOnlyList<TracedMatch> Traces, IReadOnlyList<FindingFate> Encoded, bool IsExcluded)
{
    /// <summary>Whether a scan of the folder leaves the file out because git ignores it.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>
    /// Rules whose literal is on a line on which no regex matches, with the literal as the rule writes it. Those with the longest one
    /// first.
    /// </summary>
    public IReadOnlyList<(Rule Rule, string Literal)> NearMisses { get; init; } = [];
}
