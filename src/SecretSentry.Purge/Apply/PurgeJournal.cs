using SecretSentry.Git.Push;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Apply;

/// <summary>How far an apply in place has come; kept in the git directory, no secret in it.</summary>
/// <param name="Plan">Checksum of the plan.</param>
/// <param name="Step">prepared, done, cleaning; undoing.</param>
/// <param name="Moves">Refs that move.</param>
/// <param name="StashLog">Lines of the stash's new log.</param>
/// <param name="Trees">Old and new tree of each worktree, by its name.</param>
/// <param name="Git">Process id of the git that moves the refs, or cleans up; 0: none.</param>
public sealed record PurgeJournal(string Plan, string Step, IReadOnlyList<RefMove> Moves, IReadOnlyList<string> StashLog,
    IReadOnlyList<WorktreeMove> Trees, int Git);
