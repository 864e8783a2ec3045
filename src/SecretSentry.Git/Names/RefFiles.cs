using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Names;

/// <summary>
/// The refs of a repository that keeps them in files (gitrepository-layout): <c>packed-refs</c>, a file for each other ref, and HEAD of
/// every worktree. They are read here, because git leaves out a ref that it cannot read.
/// </summary>
internal sealed class RefFiles
{
    /// <summary>Symbolic refs are followed to this depth, as in git.</summary>
    private const int MaxReferences = 5;

    /// <summary>The key of HEAD of this worktree. No ref has such a name.</summary>
    private const string OwnHead = "HEAD of this worktree";

    private static readonly string[] Operations = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"];

    private readonly RepositoryLayout _layout;
    private readonly Dictionary<string, string> _symbolic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectId> _targets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heads = new(StringComparer.Ordinal);

    private RefFiles(RepositoryLayout layout) => _layout = layout;

    /// <summary>The object that HEAD of this worktree names; the default value when there is none.</summary>
    public ObjectId Head { get; private set; }

    /// <summary>Refs, HEADs of all worktrees, and commits of unfinished operations.</summary>
    public List<NamedObject> Names { get; } = [];

    /// <summary>What cannot be read.</summary>
    public List<BrokenName> Broken { get; } = [];

    /// <summary>Reads the files.</summary>
    public static RefFiles Read(RepositoryLayout layout)
    {
        var refs = new RefFiles(layout);
        refs.ReadPacked(Path.Combine(layout.CommonDirectory, "packed-refs"));
        foreach (var (folder, prefix) in NameFolders.ListGitDirectories(layout))
        {
            foreach (var (path, name) in NameFolders.ListFiles(Path.Combine(folder, "refs"), prefix + "refs/", refs.Broken))
            {
                refs.ReadLoose(name, path);
            }

            refs.ReadHead(folder, prefix);
        }

        // The git directory may be written in another way than the folders above, so its HEAD is read by itself.
        refs.ReadLoose(OwnHead, Path.Combine(layout.GitDirectory, "HEAD"));
        refs.Resolve();
        return refs;
    }

    /// <summary>Lines "id SP name"; "^id" is what the tag of the line before leads to; "#" begins the header.</summary>
    private void ReadPacked(string file)
    {
        var number = 0;
        try
        {
            foreach (var line in BoundedText.ReadLines(file))
            {
                number++;
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                if (line.StartsWith('#') || (line.StartsWith('^') && IsId(line.AsSpan(1).TrimEnd(), out _)))
                {
                    continue;
                }

                if (space > 0 && line.Length < BoundedText.MaxLength && line.Length > space + 1 && IsId(line.AsSpan(0, space), out var id))
                {
                    _targets[line[(space + 1)..].TrimEnd('\r')] = id;
                }
                else
                {
                    Broken.Add(new("packed-refs", FormattableString.Invariant($"line {number} is not a ref")));
                }
            }
        }
        catch (FileNotFoundException)
        {
            return; // no ref is packed
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Broken.Add(new("packed-refs", e.Message));
        }
    }

    private void ReadHead(string folder, string prefix)
    {
        var file = Path.Combine(folder, "HEAD");
        if (prefix.Length > 0 && !Path.Exists(file) && !File.Exists(Path.Combine(folder, "gitdir")))
        {
            return; // an empty folder that a removed worktree left
        }

        ReadLoose(prefix + "HEAD", file);
        _heads.Add(prefix + "HEAD");
        foreach (var name in Operations.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            ReadOperation(prefix + name, Path.Combine(folder, name));
        }
    }

    /// <summary>An octopus merge has a line for each commit.</summary>
    private void ReadOperation(string name, string file)
    {
        try
        {
            foreach (var line in BoundedText.ReadLines(file).Where(line => line.Length > 0))
            {
                if (IsId(line.AsSpan().TrimEnd(), out var id))
                {
                    Names.Add(new(NameKind.Operation, name, id));
                }
                else
                {
                    Broken.Add(new(name, "its file does not hold ids of commits"));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Broken.Add(new(name, e.Message));
        }
    }

    /// <summary>A file holds an id, or "ref: " and the name of another ref. In old repositories a link replaces the second form.</summary>
    private void ReadLoose(string name, string file)
    {
        try
        {
            var link = new FileInfo(file).LinkTarget;
            var text = link is not null && link.StartsWith("refs/", StringComparison.Ordinal) ? $"ref: {link}"
                : BoundedText.ReadStart(file);
            var word = text.AsSpan().TrimEnd();
            if (text.StartsWith("ref:", StringComparison.Ordinal) && text.Length < BoundedText.MaxLength)
            {
                _symbolic[name] = text["ref:".Length..].Trim();
            }
            else if (IsId(word.IndexOfAny(" \t\n") is >= 0 and var end ? word[..end] : word, out var id))
            {
                _targets[name] = id;
            }
            else
            {
                Broken.Add(new(name, word.IsEmpty ? "its file is empty" : "its file holds neither an id nor the name of a ref"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Broken.Add(new(name, e.Message));
        }
    }

    private void Resolve()
    {
        foreach (var name in _symbolic.Keys.Concat(_targets.Keys).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal))
        {
            if (Find(name) is not { } id)
            {
                continue;
            }

            if (name == OwnHead)
            {
                Head = id;
            }
            else
            {
                Names.Add(new(_heads.Contains(name) ? NameKind.Head : NameKind.Ref, name, id));
            }
        }
    }

    /// <summary>
    /// Returns what a ref leads to. Null: it names a ref that does not exist, such as the branch of the first commit, or of a remote that
    /// was removed; or it leads in a circle.
    /// </summary>
    private ObjectId? Find(string name)
    {
        for (var (next, depth) = (name, 0); depth <= MaxReferences; depth++)
        {
            if (!_symbolic.TryGetValue(next, out var other))
            {
                return _targets.TryGetValue(next, out var id) ? id : null;
            }

            next = other;
        }

        Broken.Add(new(name, "it leads from ref to ref and to no object"));
        return null;
    }

    private bool IsId(ReadOnlySpan<char> digits, out ObjectId id) =>
        ObjectId.TryParse(digits, out id) && id.Length == _layout.Format.IdLength && !id.IsZero;
}
