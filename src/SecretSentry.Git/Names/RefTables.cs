using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Names;

/// <summary>
/// The refs and reflogs of a repository that keeps them in tables (reftable). git reads them; what it says on standard error is a name that
/// cannot be read.
/// </summary>
internal sealed class RefTables
{
    private const string Stash = "refs/stash";

    private readonly RepositoryLayout _layout;

    private RefTables(RepositoryLayout layout) => _layout = layout;

    /// <inheritdoc cref="RefFiles.Head"/>
    public ObjectId Head { get; private set; }

    /// <summary>Refs and HEADs of all worktrees.</summary>
    public List<NamedObject> Names { get; } = [];

    /// <summary>Entries of reflogs. Only the new id of an entry is known.</summary>
    public List<ReflogEntry> Entries { get; } = [];

    /// <summary>What cannot be read.</summary>
    public List<BrokenName> Broken { get; } = [];

    /// <summary>Runs git.</summary>
    public static RefTables Read(RepositoryLayout layout)
    {
        var tables = new RefTables(layout);
        foreach (var line in tables.Run("refs", "for-each-ref", "--format=%(objectname) %(refname)"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && ObjectId.TryParse(line.AsSpan(0, space), out var id))
            {
                tables.Names.Add(new(NameKind.Ref, line[(space + 1)..], id));
            }
        }

        tables.ReadHeads();
        foreach (var log in new[] { "--all", Stash })
        {
            if (log == "--all" || tables.Names.Exists(name => name.Name == log))
            {
                tables.Entries.AddRange(tables.Run("reflogs", "log", "--walk-reflogs", "--format=%H", log, "--")
                    .Where(line => ObjectId.TryParse(line.AsSpan(), out _))
                    .Select(line => new ReflogEntry(log, default, ObjectId.ParseOrDefault(line), 0)));
            }
        }

        return tables;
    }

    private void ReadHeads()
    {
        var (code, head, _) = GitProgram.TryRun(_layout.Directory, "rev-parse", "--verify", "--quiet", "HEAD");
        Head = code == 0 ? ObjectId.ParseOrDefault(GitProgram.DecodeText(head).Trim()) : default;
        var worktree = "";
        foreach (var line in Run("worktrees", "worktree", "list", "--porcelain"))
        {
            worktree = line.StartsWith("worktree ", StringComparison.Ordinal) ? Path.GetFileName(line) : worktree;
            if (line.StartsWith("HEAD ", StringComparison.Ordinal) && ObjectId.TryParse(line.AsSpan(5), out var id) && !id.IsZero)
            {
                Names.Add(new(NameKind.Head, $"worktrees/{worktree}/HEAD", id));
            }
        }
    }

    /// <summary>Returns the lines that git prints. Anything it says besides is a gap.</summary>
    private string[] Run(string what, params string[] arguments)
    {
        var (code, output, error) = GitProgram.TryRun(_layout.Directory, arguments);
        if (code != 0 || error.Length > 0)
        {
            Broken.Add(new(what, $"git {arguments[0]} did not read everything ({GitWords.Describe(error)})"));
        }

        return GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
