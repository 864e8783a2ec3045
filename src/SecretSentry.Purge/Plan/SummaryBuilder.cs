using System.Text;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Purge.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Plan;

/// <summary>Counts what a purge finds and changes in a history.</summary>
internal sealed class SummaryBuilder(ObjectStore store, NeedleSearch search, RefSnapshot snapshot, CancellationToken cancellation)
{
    /// <summary>Maximum number of names shown in a list.</summary>
    private const int MaxNames = 50;

    /// <summary>Returns the summary without ref names and files of the git directory.</summary>
    public PurgeSummary Build(NeedleScanResult found, RewriteResult result)
    {
        var reader = new HistoryReader(store, [new Silent()], cancellation);
        reader.ReadCommits();
        var head = ObjectId.ParseOrDefault(snapshot.Worktrees[0].Id) is { IsZero: false } id ? reader.Commits.FindOrdinal(store.Find(id))
            : -1;
        var dirty = found.Blobs.ToHashSet();
        return new()
        {
            Objects = found.Objects,
            AllCommits = Reachability.Read(store, reader.Commits, reader.TagTargets).ComputeReachable(snapshot.GetRoots()).Cast<bool>()
            .Count(isReached => isReached),
            Blobs = result.Blobs.Count,
            Trees = result.Trees,
            Commits = result.Commits.Count,
            Tags = result.Tags.Count,
            UnreachableBlobs = found.Blobs.Count - result.Blobs.Count,
            Places = result.Occurrences,
            Spellings = found.Spellings,
            FirstChanged = FormatIds(result.FirstChanged),
            LostSignatures = FormatIds(result.LostSignatures),
            Moves = result.Moves,
            Stashes = snapshot.StashLog.Count(line => result.Map.ContainsKey(ObjectId.ParseOrDefault(RefSnapshot.ParseStashId(line)))),
            Messages = found.Messages.Count,
            Identities = found.Identities.Count,
            PathTrees = found.Trees.Count,
            Submodules = CountSubmodules(reader),
            Superproject = FindSuperproject(snapshot.Worktrees[0].Folder),
            TipPaths = head < 0 ? [] : [.. FindTipPaths(reader, head, blob => dirty.Contains(store.GetId(blob)))
            .Where(path => !search.IsIn(Encoding.UTF8.GetBytes(path))).Take(MaxNames)],
            Obstacles = [.. Preflight.FindInPlaceProblems(store.Layout, snapshot)],
        };
    }

    /// <summary>Returns the paths of the wanted blobs in the tree of one commit.</summary>
    private static IEnumerable<string> FindTipPaths(HistoryReader reader, int commit, Func<int, bool> isWanted)
    {
        reader.ReadTrees();
        return Attributor.ListBlobs(reader, commit, out var paths).Where(origin => isWanted(origin.Blob))
            .Select(origin => paths.GetText(origin.Path));
    }

    private static string FindSuperproject(string folder)
    {
        var (code, output, _) = folder.Length == 0 ? (1, [], "")
            : GitProgram.TryRun(folder, "rev-parse", "--show-superproject-working-tree");
        return code == 0 ? GitProgram.DecodeText(output).TrimEnd('\n') : "";
    }

    private int CountSubmodules(HistoryReader reader)
    {
        var commits = new HashSet<ObjectId>();
        new TreeWalk(store, reader, cancellation).Run((_, tree, _, _) =>
        {
            for (var offset = 0; offset < tree.Length && TreeEntry.TryRead(tree, offset, store.Layout.Format.IdLength,
                out var entry); offset += entry.Length)
            {
                _ = entry.IsSubmodule && commits.Add(new(entry.Id));
            }
        });
        return commits.Count;
    }

    private static string[] FormatIds(IEnumerable<ObjectId> ids) => [.. ids.Select(id => id.ToString())];

    /// <summary>A visitor that ignores everything, for reading without searching.</summary>
    private sealed class Silent : IHistoryVisitor;
}
