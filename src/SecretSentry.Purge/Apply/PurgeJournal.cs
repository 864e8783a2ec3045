using SecretSentry.Git.Push;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Apply;

/// <summary>The progress of an apply in place. It is stored in the git directory and contains no secret.</summary>
/// <param name="Plan">Checksum of the plan.</param>
/// <param name="Step">Current step.</param>
/// <param name="Moves">Refs that move.</param>
/// <param name="StashLog">Lines of the new log of the stash.</param>
/// <param name="Trees">Old and new tree of each worktree, by its name.</param>
/// <param name="Git">Process id of the git that moves the refs or cleans up; 0 when there is none.</param>
internal sealed record PurgeJournal(string Plan, JournalStep Step, IReadOnlyList<RefMove> Moves, IReadOnlyList<string> StashLog,
    IReadOnlyList<WorktreeMove> Trees, int Git);
