using System.Globalization;

namespace SecretSentry.Files;

/// <summary>
/// All limits that can be changed, in one table. They count bytes, entries and steps, never time, so that an answer does not depend on the
/// machine. Limits of the search itself, such as the depth of decoding, are fixed (docs/limits.md).
/// </summary>
public static class Budgets
{
    /// <summary>The environment variable that changes limits, as in <c>SECRETSENTRY_LIMITS="git-names=256M paths=2000000"</c>.</summary>
    public const string Variable = "SECRETSENTRY_LIMITS";

    private const long KiB = 1 << 10;
    private const long MiB = 1 << 20;

    private static readonly List<Budget> Table = [];

    /// <summary>Files of one line, such as HEAD, commondir, gitdir, and a file <c>.git</c>.</summary>
    public static readonly Budget Line = AddBytes("git-line", 64 * KiB, "`HEAD`, `commondir`, `gitdir`, a file `.git`, the file of a ref");

    /// <summary>Settings and lists of git, such as config, alternates and MERGE_HEAD.</summary>
    public static readonly Budget GitSettings = AddBytes("git-settings", 4 * MiB, "git's configuration, alternates, `.gitignore`");

    /// <summary>The list of shallow commits, and packed-refs: more than a million names.</summary>
    public static readonly Budget GitNames = AddBytes("git-names", 128 * MiB, "`packed-refs`, `FETCH_HEAD`, the list of shallow commits");

    /// <summary>An index or a commit-graph about which git is asked. It maps them into memory.</summary>
    public static readonly Budget GitIndex = AddBytes("git-index", 1024 * MiB, "an index or commit-graph about which git is asked");

    /// <summary>Other text files of a git directory, such as reflogs.</summary>
    public static readonly Budget GitText = AddBytes("git-text", 1024 * MiB, "a reflog, and each other text file of a git directory");

    /// <summary>A configuration, ours or that of another tool.</summary>
    public static readonly Budget Configuration = AddBytes("configuration", MiB, "a configuration of SecretSentry or another tool");

    /// <summary>Records of accepted findings, ours or those of another tool.</summary>
    public static readonly Budget Records = AddBytes("records", 16 * MiB, "records of accepted findings");

    /// <summary>A hook, or a file in which a hook manager is configured.</summary>
    public static readonly Budget Hook = AddBytes("hook", 16 * MiB, "a hook, or the file of a hook manager");

    /// <summary>The record of purged commits.</summary>
    public static readonly Budget PurgeRecords = AddBytes("purge-records", 64 * MiB, "the record of purged commits");

    /// <summary>Reports that are merged or from which fingerprints are taken.</summary>
    public static readonly Budget Report = AddBytes("report", 1024 * MiB, "a report that is read");

    /// <summary>The message of a commit in a hook. git itself holds it in memory.</summary>
    public static readonly Budget Message = AddBytes("message", 64 * MiB, "the message of a commit in a hook");

    /// <summary>The caches, a file of which a line is explained, and what our own purge has written.</summary>
    public static readonly Budget Content = AddBytes("content", 1024 * MiB, "a cache, or a file of which a line is explained");

    /// <summary>Commits, tags and trees.</summary>
    public static readonly Budget TextObject = AddBytes("text-object", 64 * MiB, "a commit, tag or tree");

    /// <summary>Blobs that are stored as deltas, and their bases, however small the pack is.</summary>
    public static readonly Budget DeltaObject = AddBytes("delta-object", 128 * MiB, "a blob that is stored as a delta, in any pack");

    /// <summary>Further bytes of such a blob for each byte of the pack.</summary>
    public static readonly Budget DeltaRatio = Add("delta-ratio", 64, "further bytes of such a blob for each byte of its pack");

    /// <summary>Paths in the trees of a history, however few objects it has.</summary>
    public static readonly Budget Paths = Add("paths", 1 << 20, "changed paths of a history, however few objects it has");

    /// <summary>Further paths for each object of the repository.</summary>
    public static readonly Budget PathsPerObject = Add("paths-per-object", 16, "further changed paths for each object");

    /// <summary>Paths in the trees of a range or push, however small the trees are. Each of their bytes allows one more.</summary>
    public static readonly Budget RangePaths =
        Add("range-paths", 1 << 14, "paths of a range or push; each byte of its trees allows one more");

    /// <summary>Characters of a path.</summary>
    public static readonly Budget PathLength = Add("path-length", 64 << 10, "characters of a path");

    /// <summary>Depth of nested folders in trees.</summary>
    public static readonly Budget FolderDepth = Add("folder-depth", 2048, "nested folders in trees");

    /// <summary>Parents of a commit in a range or push.</summary>
    public static readonly Budget Parents = Add("parents", 1024, "parents of a commit in a range or push");

    /// <summary>Places in the history at which findings in one blob, or in one name, are located.</summary>
    public static readonly Budget Places = Add("places", 10_000, "places in the history at which a finding is located");

    /// <summary>Globs of a configuration.</summary>
    public static readonly Budget Globs = Add("globs", 1_000, "globs in `include` or `exclude` of a configuration");

    /// <summary>The limits, in the order of the documentation.</summary>
    public static IReadOnlyList<Budget> All => Table;

    /// <summary>Changes limits.</summary>
    /// <param name="assignments">
    /// Assignments <c>NAME=N</c>, with blanks or commas between them. A number may end with K, M or G, for powers of 1024.
    /// </param>
    /// <exception cref="FormatException">A name is not known, or a value is not a number from 0 to 2^50.</exception>
    public static void Set(string assignments)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        foreach (var assignment in assignments.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = assignment.Split('=')[0];
            var budget = Table.Find(entry => entry.Name == name) ?? throw new FormatException(
                $"{Variable}: the limit '{name}' is not known; the limits are: {string.Join(", ", Table.Select(entry => entry.Name))}");
            budget.Value = Parse(assignment[Math.Min(assignment.Length, name.Length + 1)..]) ?? throw new FormatException(
                $"{Variable}: '{assignment}' has no valid number; write a number such as {name}=1000 or {name}=64M");
        }
    }

    private static long? Parse(string text)
    {
        var shift = text.Length == 0 ? 0 : text[^1] switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        return long.TryParse(shift == 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= 1L << (50 - shift) ? number << shift : null;
    }

    private static Budget AddBytes(string name, long value, string limits) => Keep(new(name, value, isInBytes: true, limits));

    private static Budget Add(string name, long value, string limits) => Keep(new(name, value, isInBytes: false, limits));

    private static Budget Keep(Budget budget)
    {
        Table.Add(budget);
        return budget;
    }
}
