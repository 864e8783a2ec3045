using System.Globalization;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>The starting points of history: HEAD, refs, reflogs, stash entries.</summary>
internal sealed record RefList(ObjectId Head, IReadOnlyList<Ref> Refs, IReadOnlyList<ObjectId> Reflogs, IReadOnlyList<ObjectId> Stashes,
    IReadOnlyList<(ObjectId Id, long Time)> Pushes)
{
    private static readonly string[] Order = ["refs/heads/", "refs/remotes/", "refs/tags/"];

    public static RefList Read(RepositoryLayout layout)
    {
        if (layout.GitProblem.Length > 0)
        {
            return new(default, [], [], [], []); // the objects are still read, and the gap is reported
        }

        var (code, head, _) = GitProgram.TryRun(layout.Directory, "rev-parse", "--verify", "--quiet", "HEAD");
        var stash = Path.Combine(layout.CommonDirectory, "logs", "refs", "stash");
        return new(code == 0 && ObjectId.TryParse(GitProgram.DecodeText(head).Trim(), out var id) ? id
            : default, ReadRefs(layout), [.. ListLogs(layout).SelectMany(ReadEntries), .. ReadOtherHeads(layout)], ReadEntries(stash),
            ReadPushes(layout));
    }

    private static Ref[] ReadRefs(RepositoryLayout layout)
    {
        var refs = new List<Ref>();
        foreach (var line in GitProgram.ReadLines(layout.Directory, "for-each-ref", "--format=%(objectname) %(refname)"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && ObjectId.TryParse(line.AsSpan(0, space), out var id))
            {
                refs.Add(new(line[(space + 1)..], id));
            }
        }

        return [.. refs.OrderBy(entry => Array.FindIndex(Order, prefix =>
            entry.Name.StartsWith(prefix, StringComparison.Ordinal)) is >= 0 and var index ? index : Order.Length)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <summary>gitrepository-layout: logs/ in the common directory, and in each worktree's.</summary>
    private static IEnumerable<string> ListLogs(RepositoryLayout layout)
    {
        string[] folders = [layout.CommonDirectory, .. ListWorktrees(layout)];
        return folders.Select(folder => Path.Combine(folder, "logs")).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    private static List<(ObjectId Id, long Time)> ReadPushes(RepositoryLayout layout)
    {
        var (pushes, folder) = (new List<(ObjectId, long)>(), Path.Combine(layout.CommonDirectory, "logs", "refs", "remotes"));
        foreach (var line in Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).SelectMany(File.ReadLines) : [])
        {
            var words = line.Split('\t')[0].Split(' ');
            if (words.Length > 3 && ObjectId.TryParse(words[1], out var id) && !id.IsZero
                && long.TryParse(words[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            {
                pushes.Add((id, time));
            }
        }

        return pushes;
    }

    private static string[] ListWorktrees(RepositoryLayout layout) => Path.Combine(layout.CommonDirectory, "worktrees") is var folder
        && Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];

    private static List<ObjectId> ReadOtherHeads(RepositoryLayout layout)
    {
        var heads = new List<ObjectId>();
        foreach (var folder in ListWorktrees(layout))
        {
            var file = Path.Combine(folder, "HEAD");
            if (File.Exists(file) && ObjectId.TryParse(File.ReadAllText(file).Trim(), out var id))
            {
                heads.Add(id);
            }
        }

        return heads;
    }

    /// <summary>Parses "old SP new SP who TAB message". Both ids count: the old id of the first entry may occur nowhere else.</summary>
    private static List<ObjectId> ReadEntries(string log)
    {
        var ids = new List<ObjectId>();
        foreach (var line in File.Exists(log) ? File.ReadLines(log) : [])
        {
            foreach (var word in line.Split(' ', 3).Take(2))
            {
                if (ObjectId.TryParse(word, out var id) && !id.IsZero)
                {
                    ids.Add(id);
                }
            }
        }

        return ids;
    }
}
