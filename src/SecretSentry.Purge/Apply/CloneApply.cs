using SecretSentry.Git.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Purge.Apply;

/// <summary>
/// Applies a plan to a new bare clone. The repository itself does not change. Nothing is visible under the clone's name until it is
/// complete.
/// </summary>
internal sealed class CloneApply(ApplyContext context)
{
    /// <summary>Writes the clone and proves it.</summary>
    /// <exception cref="PurgeException">The purge was rejected.</exception>
    public ApplyOutcome Run()
    {
        var folder = context.Request.Target.Length > 0 ? Path.GetFullPath(context.Request.Target)
            : Path.Combine(context.Folder, "rewritten.git");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new PurgeException(PurgeFailure.Usage, $"'{folder}' exists and is not empty; specify another folder with --to");
        }

        using var store = ObjectStore.Open(context.Layout);
        var snapshot = context.ReadCheckedRefs(store, []);
        context.WriteBackup(snapshot, [], []);
        var target = CloneTarget.Create(folder, context.Layout);
        var result = Rewrite(store, snapshot, target);
        context.Report($"{result.Commits.Count} commits rewritten");
        context.RequireEqual(target.Folder, result);
        target.Detach();
        context.Report("the clone is independent");
        target.Publish();
        context.WriteRecords(folder, folder, result);
        return new(folder, context.Folder, result.Commits.Count,
            context.Request.IsVerified ? context.Prove(folder, result.Moves, context.Cancellation) : null, IsClean: true);
    }

    private RewriteResult Rewrite(ObjectStore store, RefSnapshot snapshot, CloneTarget target)
    {
        RewriteResult result;
        using (var pack = new PackWriter(Path.Combine(target.Folder, "objects"), context.Layout.Format))
        {
            result = context.RunRewrite(store, snapshot, pack);
            pack.Finish();
        }

        target.SetRefs(snapshot, result);
        return result;
    }
}
