using System.Reflection;
using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Verify;
using SecretSentry.Policy;

namespace SecretSentry.Scanning.Content;

/// <summary>A checked request to scan.</summary>
public sealed record ScanOptions
{
    public required string Directory { get; init; }

    public required RuleSet Rules { get; init; }

    public bool KeepsSecrets { get; init; }

    /// <summary>Whether findings say why they have their level.</summary>
    public bool Explains { get; init; }

    /// <summary>Whether secrets in base64, hex and escapes are looked for.</summary>
    public bool Decodes { get; init; } = true;

    /// <summary>Allow-lists for all rules; null: none.</summary>
    public SharedAllowlists? Allowlists { get; init; }

    /// <summary>Tools whose comments accept what stands on their line.</summary>
    public IReadOnlyList<string> Comments { get; init; } = AllowComment.Names;

    /// <summary>Larger files are left out of a scan of files, and counted.</summary>
    public long MaxFileBytes { get; init; } = long.MaxValue;

    /// <summary>Larger files are read in parts of this length; more than twice <c>FileScan.Overlap</c>, and even.</summary>
    public int PartLength { get; init; } = 32 * 1024 * 1024;

    public bool HonoursGitignore { get; init; } = true;

    public int Threads { get; init; } = 1;

    /// <summary>See <c>SetupRequest.Program</c>.</summary>
    public string? Program { get; init; }

    /// <summary>Null: every path.</summary>
    public Matcher? Paths { get; init; }

    /// <summary>For a scan of history: which part of it.</summary>
    public HistorySelection Selection { get; init; } = new();

    public bool Includes(string path) => Paths is null || Paths.Match(path).HasMatches;

    public static string Version { get; } = typeof(ScanOptions)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
