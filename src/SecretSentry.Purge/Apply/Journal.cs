using SecretSentry.Git.Objects;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Apply;

/// <summary>The journal of an apply in place.</summary>
internal static class Journal
{
    /// <summary>Step of an undo that has not finished.</summary>
    public const string Undoing = "undoing";

    private const string Name = "secretsentry/purge-journal.json";

    public static PurgeJournal? Read(string commonDirectory)
    {
        var path = Path.Combine(commonDirectory, Name);
        return File.Exists(path) ? PrivateFile.Read(path, JournalJson.Default.PurgeJournal) : null;
    }

    public static void Write(string commonDirectory, PurgeJournal journal)
    {
        var path = Path.Combine(commonDirectory, Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PrivateFile.Write(path, journal, JournalJson.Default.PurgeJournal);
    }

    public static void Delete(string commonDirectory) => File.Delete(Path.Combine(commonDirectory, Name));

    /// <summary>
    /// Waits for a git process of an interrupted run, then removes the locks that it may have held: those of the moved refs, and those of
    /// every ref and reflog if it was cleaning up.
    /// </summary>
    /// <exception cref="PurgeException">The git process does not exit.</exception>
    public static void ClearLocks(RepositoryLayout layout, PurgeJournal journal)
    {
        if (journal.Step == "done")
        {
            return;
        }

        WaitFor(journal.Git);
        if (journal.Step == "cleaning")
        {
            WaitForCollection(layout, isJustStarted: journal.Git == 0);
        }

        string[] own = [.. journal.Moves.Select(move => move.Name + ".lock"), "packed-refs.lock", "packed-refs.new", "gc.pid.lock",
            "gc.pid", "HEAD.lock", .. journal.Trees.Select(tree => tree.Name.Length == 0 ? "index.lock"
            : $"worktrees/{tree.Name}/index.lock"), .. journal.Trees.Select(tree => tree.Name.Length == 0 ? "HEAD.lock"
            : $"worktrees/{tree.Name}/HEAD.lock")];
        foreach (var file in own.Select(name => Path.Combine(layout.CommonDirectory, name))
            .Concat(journal.Step == "cleaning" ? CleanUp.ListLocks(layout) : []).Where(File.Exists))
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
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture,
            out var id))
        {
            WaitFor(id);
        }
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
                $"the git process {id} of an interrupted purge is still at work; let it finish");
        }
    }
}
