using SecretSentry.Git.Push;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Apply;

/// <summary>The data needed to undo a purge.</summary>
/// <param name="CommonDirectory">Common git directory of the repository.</param>
/// <param name="Before">All refs before the purge.</param>
/// <param name="Moves">Refs that were moved.</param>
/// <param name="Trees">Checkouts that were updated.</param>
/// <param name="Logs">Reflogs in base64, by their path in the git directory.</param>
internal sealed record PurgeBackup(string CommonDirectory, RefSnapshot Before, IReadOnlyList<RefMove> Moves,
    IReadOnlyList<WorktreeMove> Trees, IReadOnlyDictionary<string, string> Logs);
