using SecretSentry.Git.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Verify;

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
        context.WriteBackupObjects(snapshot);
        context.WriteBackupState(snapshot, [], []);
        var target = CloneTarget.Create(folder, context.Layout);
        context.Changed = $"the repository was not changed; the new clone is not complete: '{target.Folder}' can be deleted";
        var result = Rewrite(store, snapshot, target);
        context.Report($"{result.Commits.Count} commits rewritten");
        context.RequireEqual(target.Folder, result);
        target.Detach();
        context.Report("the clone is independent");
        context.WriteRecords(target.Folder, folder, result);
        var proof = Prove(target, folder, result);
        context.Cancellation.ThrowIfCancellationRequested();
        target.Publish();
        return new(folder, context.Folder, result.Commits.Count, proof, IsClean: true);
    }

    /// <summary>Makes the proofs, if they are requested, before the clone gets its name. The problems name it by that name.</summary>
    private PurgeProof? Prove(CloneTarget target, string folder, RewriteResult result)
    {
        if (!context.Request.IsVerified)
        {
            return null;
        }

        var proof = context.Prove(target.Folder, result.Moves);
        return proof with
        {
            Problems = [.. proof.Problems.Select(problem => problem.Replace(target.Folder, folder, StringComparison.Ordinal))],
        };
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
