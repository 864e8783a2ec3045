using SecretSentry.Reports;

namespace SecretSentry.Cli.HookEntry;

/// <summary>The texts of a hook that blocks because of findings.</summary>
/// <param name="Places">Where the secrets are, such as <c>1 staged file</c>.</param>
/// <param name="Findings">The blocking findings with their notes.</param>
/// <param name="Remedies">The remedies for the situation, in the order in which they are shown.</param>
internal sealed record HookMessage(string Places, IReadOnlyList<BlockingFinding> Findings, IReadOnlyList<Remedy> Remedies);
