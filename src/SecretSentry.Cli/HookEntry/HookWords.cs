using SecretSentry.Findings;
using SecretSentry.Reports;

namespace SecretSentry.Cli.HookEntry;

/// <summary>What a hook says when it refuses.</summary>
/// <param name="Subject">What is refused: commit, merge, push.</param>
/// <param name="Where">Where the secrets are, as in <c>1 staged file</c>; given the blocking findings.</param>
/// <param name="Notes">Lines to add to a finding.</param>
/// <param name="Remedies">What fits the situation; given the blocking findings.</param>
internal sealed record HookWords(string Subject, Func<IReadOnlyList<Finding>, string> Where, Func<Finding, IEnumerable<string>> Notes,
    Func<IReadOnlyList<Finding>, IEnumerable<Remedy>> Remedies)
{
    /// <summary>The command that shows what does not block; empty: none does.</summary>
    public string ShowAll { get; init; } = "";
}
