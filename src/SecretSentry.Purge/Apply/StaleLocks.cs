using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Apply;

/// <summary>The lock files that an interrupted purge has left.</summary>
internal static class StaleLocks
{
    /// <summary>
    /// Waits for a git process of an interrupted run, then removes the locks that it may have held: those of the moved refs, and those of
    /// every ref and reflog if it was cleaning up.
    /// </summary>
    /// <exception cref="PurgeException">The git process does not exit.</exception>
    public static void Remove(RepositoryLayout layout, PurgeJournal journal)
    {
        if (journal.Step == JournalStep.Done)
        {
            return;
        }

        WaitFor(journal.Git);
        if (journal.Step == JournalStep.Cleaning)
        {
            WaitForCollection(layout, isJustStarted: journal.Git == 0);
        }

        foreach (var file in ListNames(journal).Select(name => Path.Combine(layout.CommonDirectory, name))
            .Concat(journal.Step == JournalStep.Cleaning ? CleanUp.ListLocks(layout) : []).Where(File.Exists))
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// Waits for a garbage collection of the repository (gc.pid: "id SP host"). While it runs it would remove restored objects.
    /// </summary>
    /// <param name="layout">The repository.</param>
    /// <param name="isJustStarted">Whether a collection may have been started that has not written its process id yet.</param>
    /// <exception cref="PurgeException">The collection does not end.</exception>
    public static void WaitForCollection(RepositoryLayout layout, bool isJustStarted)
    {
        if (isJustStarted)
        {
            Thread.Sleep(500);
        }

        var file = Path.Combine(layout.CommonDirectory, "gc.pid");
        var text = File.Exists(file) ? ForeignFile.ReadAllText(file, Budgets.GitSettings) : "";
        if (int.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out var id))
        {
            WaitFor(id);
        }
    }

    /// <summary>Returns the names of the locks that a purge takes, relative to the common git directory.</summary>
    private static string[] ListNames(PurgeJournal journal)
    {
        string[] folders = [.. journal.Trees.Select(tree => tree.Name.Length == 0 ? "" : $"worktrees/{tree.Name}/")];
        return
        [
            .. journal.Moves.Select(move => move.Name + ".lock"),
            "packed-refs.lock", "packed-refs.new", "gc.pid.lock", "gc.pid", "HEAD.lock",
            .. folders.Select(folder => folder + "index.lock"),
            .. folders.Select(folder => folder + "HEAD.lock"),
        ];
    }

    private static void WaitFor(int id)
    {
        for (var attempt = 0; id > 0 && attempt < 300; attempt++)
        {
            try
            {
                using var git = System.Diagnostics.Process.GetProcessById(id);
                if (git.ProcessName != "git")
                {
                    return;
                }
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                return; // it has exited
            }

            Thread.Sleep(100);
        }

        if (id > 0)
        {
            throw new PurgeException(PurgeFailure.Rejected,
                $"the git process {id} of an interrupted purge is still running; wait until it exits");
        }
    }
}
