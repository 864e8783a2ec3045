using SecretSentry.Git.Push;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Apply;

/// <summary>What is needed to undo.</summary>
/// <param name="CommonDirectory">The repository's.</param>
/// <param name="Before">All names before.</param>
/// <param name="Moves">What was moved.</param>
/// <param name="Trees">Checkouts that were brought along.</param>
/// <param name="Logs">Reflogs, by their path below the git directory, in base64.</param>
public sealed record PurgeBackup(string CommonDirectory, RefSnapshot Before, IReadOnlyList<RefMove> Moves,
    IReadOnlyList<WorktreeMove> Trees, IReadOnlyDictionary<string, string> Logs);
