using System.Globalization;
using SecretSentry.Findings;
using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Compares the names of a repository with its objects. A name that cannot be read, and a name of a missing object, is a gap: git keeps
/// every object that has a name, so what is missing was lost, and nobody knows what it contained.
/// </summary>
/// <param name="names">The names.</param>
/// <param name="store">The objects.</param>
/// <param name="options">What is searched for; secrets in names are masked.</param>
internal sealed class NameCoverage(RepositoryNames names, ObjectStore store, ScanOptions options)
{
    /// <summary>Number of names of a kind that are listed one by one.</summary>
    private const int MaxListed = 10;

    private readonly ContentScan _mask = new(options, new Coverage());

    /// <summary>Adds the gaps.</summary>
    /// <param name="coverage">Receives them.</param>
    /// <param name="allowsMissing">Whether objects may be absent on purpose. Refs lead to objects in every clone.</param>
    public void Write(Coverage coverage, bool allowsMissing)
    {
        BrokenName[] broken = [.. names.Broken.Where(IsSelected)];
        foreach (var name in broken.Take(MaxListed))
        {
            coverage.Gaps.Add($"{Quote(name.Name)} cannot be read: {name.Reason}; git fsck says more");
        }

        if (broken.Length > MaxListed)
        {
            coverage.Gaps.Add(string.Create(CultureInfo.InvariantCulture,
                $"{broken.Length - MaxListed} more names of refs and reflogs cannot be read"));
        }

        foreach (var group in FindMissing().GroupBy(name => name.Kind))
        {
            if (!allowsMissing || group.Key is NameKind.Head or NameKind.Ref or NameKind.Operation)
            {
                coverage.Gaps.Add(Describe(group.Key, [.. group]));
            }
        }
    }

    /// <summary>Returns whether the name belongs to what was selected. Reflogs and indexes belong to the whole history.</summary>
    private bool IsSelected(NamedObject name) => !options.Selection.ChoosesCommits
        || (name.Kind == NameKind.Ref && (options.Selection.Refs.Count == 0 || options.Selection.Includes(name.Name)))
        || (name.Kind == NameKind.Head && options.Selection.Refs.Count == 0);

    /// <inheritdoc cref="IsSelected(NamedObject)"/>
    private bool IsSelected(BrokenName name) => !options.Selection.ChoosesCommits || name.Name == "packed-refs"
        || (options.Selection.Refs.Count == 0 ? !name.Name.StartsWith("logs/", StringComparison.Ordinal)
            : options.Selection.Includes(name.Name));

    /// <summary>Returns the names of missing objects. The empty tree is never missing.</summary>
    private IEnumerable<NamedObject> FindMissing()
    {
        var cached = new Dictionary<ObjectId, bool>();
        foreach (var name in names.All.Where(name => name.Target != store.Layout.Format.EmptyTree && IsSelected(name)))
        {
            if (!cached.TryGetValue(name.Target, out var isMissing))
            {
                cached[name.Target] = isMissing = store.Find(name.Target) < 0;
            }

            if (isMissing)
            {
                yield return name;
            }
        }
    }

    private string Describe(NameKind kind, NamedObject[] missing)
    {
        var (first, count) = (missing[0], missing.Select(name => name.Target).Distinct().Count());
        var (what, advice) = kind switch
        {
            NameKind.Reflog => ("reflogs", "git reflog expire --stale-fix --all removes such entries, if the objects are lost for good"),
            NameKind.Index => ("an index", "git fsck lists them; git add writes the files again"),
            NameKind.Operation => ("an unfinished merge, cherry-pick or revert", "git fsck lists them; fetch or restore them"),
            _ => ("refs and HEADs", "git fsck lists them; fetch or restore them, or delete the ref"),
        };
        var objects = count == 1 ? "1 object that" : string.Create(CultureInfo.InvariantCulture, $"{count} objects that");
        return $"{objects} {what} name {(count == 1 ? "is" : "are")} not here, such as {first.Target}, named by {Quote(first.Name)}; "
            + advice;
    }

    /// <summary>Names come from the repository. They are masked and shortened here; the report escapes them.</summary>
    private string Quote(string name)
    {
        var redacted = _mask.Redact(name);
        return $"'{(redacted.Length > 120 ? redacted[..120] + "…" : redacted)}'";
    }
}
