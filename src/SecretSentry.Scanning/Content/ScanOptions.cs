using System.Reflection;
using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Verify;
using SecretSentry.Findings;
using SecretSentry.Policy;
using SecretSentry.Scanning.Keys;

namespace SecretSentry.Scanning.Content;

/// <summary>The validated options of a scan.</summary>
public sealed record ScanOptions
{
    public required string Directory { get; init; }

    /// <summary>Top folder of the repository that contains <see cref="Directory"/>. Paths in it are relative to it. Empty: none.</summary>
    public string Top { get; init; } = "";

    public required RuleSet Rules { get; init; }

    public bool KeepsSecrets { get; init; }

    /// <summary>What the scan has found so far. Names and subjects are masked with it.</summary>
    public FoundSecrets Found { get; init; } = new();

    /// <summary>Whether findings explain their confidence.</summary>
    public bool Explains { get; init; }

    /// <summary>Whether secrets encoded as base64, hex or escapes are searched for.</summary>
    public bool Decodes { get; init; } = true;

    /// <summary>Allow-lists that apply to all rules. Null: none.</summary>
    public SharedAllowlists? Allowlists { get; init; }

    /// <summary>Tools whose comments accept findings on their line.</summary>
    public IReadOnlyList<string> Comments { get; init; } = AllowComment.Names;

    /// <summary>Maximum length of a file, in bytes. Longer files are skipped and counted. Applies to a scan of files only.</summary>
    public long MaxFileBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// Length of a part, in bytes. Longer files are read in parts of this length. Must be even and more than twice
    /// <see cref="StreamScan.Overlap"/>.
    /// </summary>
    public int PartLength { get; init; } = 32 * 1024 * 1024;

    public bool HonoursGitignore { get; init; } = true;

    public int Threads { get; init; } = 1;

    /// <summary>See <c>SetupRequest.Program</c>.</summary>
    public string? Program { get; init; }

    /// <summary>The key of the caches, see <see cref="HistorySelection.UsesCache"/>. Null: there is no cache.</summary>
    public CacheKey? CacheKey { get; init; }

    /// <summary>Why contents outside of the filter on paths are skipped.</summary>
    public const string FilteredReason = "paths left out by --include or --exclude";

    /// <summary>Filter on paths. Null: every path.</summary>
    public Matcher? Paths { get; init; }

    /// <summary>The part of the history to scan. Applies to a scan of history only.</summary>
    public HistorySelection Selection { get; init; } = new();

    /// <summary>
    /// Returns the folder to which a path is relative, and the path. Within the repository this is its top, wherever the program was
    /// started and however the path was written, so that rules and records see the same path. Elsewhere the path is what the user gave.
    /// </summary>
    public (string Base, string Name) Locate(string path)
    {
        var full = Path.GetFullPath(path, Directory);
        var inner = Top.Length == 0 ? ".." : Path.GetRelativePath(Top, full).Replace(Path.DirectorySeparatorChar, '/');
        return inner == ".." || inner.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(inner) ? (Directory, path)
            : (Top, inner);
    }

    public bool Includes(string path) => Paths is null || Paths.Match(path).HasMatches;

    public static string Version { get; } = typeof(ScanOptions)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
