using SecretSentry.Findings;
using SecretSentry.Reports;

namespace SecretSentry.Cli.HookEntry;

/// <summary>The texts of a hook that blocks.</summary>
/// <param name="Subject">What is blocked: commit, merge, push.</param>
/// <param name="Where">Returns where the secrets are, such as <c>1 staged file</c>, for the blocking findings.</param>
/// <param name="Notes">Returns lines to add to a finding.</param>
/// <param name="Remedies">Returns the remedies for the situation, for the blocking findings.</param>
internal sealed record HookWords(string Subject, Func<IReadOnlyList<Finding>, string> Where, Func<Finding, IEnumerable<string>> Notes,
    Func<IReadOnlyList<Finding>, IEnumerable<Remedy>> Remedies)
{
    /// <summary>The command that shows the findings that do not block. Empty: there is none.</summary>
    public string ShowAll { get; init; } = "";
}
