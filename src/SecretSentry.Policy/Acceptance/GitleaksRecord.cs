using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>A finding that gitleaks accepts, as recorded in one of its files.</summary>
/// <param name="Commit">Full id of the commit. Empty: any.</param>
/// <param name="File">Path with '/' between folders.</param>
/// <param name="Rule">gitleaks' id of the rule.</param>
/// <param name="Line">First line, from 1.</param>
/// <param name="Secret">The secret, if the file contains it. It never leaves the process.</param>
/// <param name="Origin">File and line, or file and number, of the record.</param>
internal sealed record GitleaksRecord(string Commit, string File, string Rule, int Line, string Secret, string Origin)
{
    /// <summary>
    /// Returns whether the finding is at the record's location: same line, same commit (if the record names one) and matching rule.
    /// </summary>
    public bool MatchesLocation(Finding finding) =>
        finding.Location.FirstLine <= Line && Line <= finding.Location.LastLine && (Commit.Length == 0 || Commit == finding.Location.Commit)
            && GitleaksNames.MayMean(Rule, finding.Rule);
}
