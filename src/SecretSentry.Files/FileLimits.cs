namespace SecretSentry.Files;

/// <summary>The longest files that are read as a whole, in bytes. A longer file is an error that names the limit.</summary>
public static class FileLimits
{
    /// <summary>Files of one line, such as HEAD, commondir, gitdir, and a file <c>.git</c>.</summary>
    public const int Line = 64 << 10;

    /// <summary>Settings and lists of git, such as config, alternates and MERGE_HEAD.</summary>
    public const int GitSettings = 16 << 20;

    /// <summary>The list of shallow commits, and packed-refs: more than a million of names.</summary>
    public const int GitNames = 128 << 20;

    /// <summary>An index or a commit-graph about which git is asked. It maps them into memory.</summary>
    public const int Index = 1 << 30;

    /// <summary>A configuration, ours or that of another tool.</summary>
    public const int Configuration = 4 << 20;

    /// <summary>Records of accepted findings, ours or those of another tool.</summary>
    public const int Records = 16 << 20;

    /// <summary>A hook, or a file in which a hook manager is configured.</summary>
    public const int Hook = 16 << 20;

    /// <summary>The record of purged commits.</summary>
    public const int PurgeRecords = 64 << 20;

    /// <summary>Reports that are merged or from which fingerprints are taken.</summary>
    public const int Report = 1 << 30;

    /// <summary>The message of a commit. git itself holds it in memory.</summary>
    public const int Message = 64 << 20;

    /// <summary>The caches, a file of which a line is explained, and what our own purge has written.</summary>
    public const int Content = 1 << 30;
}
