namespace SecretSentry.Git.Process;

/// <summary>
/// Says in our words what git complains about. Its own messages quote values of its configuration, names and lines of files, so they are
/// searched and never printed.
/// </summary>
public static class GitWords
{
    /// <summary>
    /// Texts in messages of git 2.x (config.c, setup.c, object-file.c, packfile.c, read-cache.c, refs/, revision.c), and ours.
    /// </summary>
    private static readonly (string Text, string Words)[] Table =
    [
        ("dubious ownership", "the repository belongs to another user"),
        ("not a git repository", "it finds no repository"),
        ("repo version", "the repository has a format that this git does not know"),
        ("repository extension", "the repository has an extension that this git does not know"),
        ("invalid value for 'extensions", "the repository has an extension that this git does not know"),
        ("not lock", "something is locked; another git may be running"),
        (".lock'", "something is locked; another git may be running"),
        ("bad config", "its configuration is not valid"),
        ("bad boolean", "its configuration is not valid"),
        ("bad numeric", "its configuration is not valid"),
        ("config file", "its configuration is not valid"),
        ("configuration", "its configuration is not valid"),
        ("chdir to", "the work tree that its configuration names is not there"),
        ("worktree", "the work tree that its configuration names is not there"),
        ("ermission denied", "permission denied"),
        ("unknown revision", "it knows no such revision"),
        ("bad revision", "it knows no such revision"),
        ("Invalid revision range", "it knows no such revision"),
        ("valid object name", "it knows no such revision"),
        ("ambiguous argument", "it knows no such revision"),
        ("index file", "the index is damaged"),
        ("bad signature", "the index is damaged"),
        ("index uses", "the index has a format that this git does not know"),
        ("broken ref", "a ref is damaged"),
        ("bad ref", "a ref is damaged"),
        ("bad object refs/", "a ref is damaged or names no object; to see which, run: git for-each-ref"),
        ("inflate", "an object is damaged"),
        ("corrupt", "an object is damaged"),
        ("mismatch", "an object is damaged"),
        ("unpack", "an object is damaged"),
        ("delta", "an object is damaged"),
        ("malformed", "an object is damaged"),
        ("bad object", "an object is damaged or missing"),
        ("bad tree", "an object is damaged or missing"),
        ("missing", "an object is missing"),
        ("not read", "an object cannot be read"),
        ("could not parse", "an object cannot be read"),
        ("out of memory", "it has not enough memory"),
        ("No space left", "the disk is full"),
    ];

    /// <summary>Returns a clause such as <c>git says: an object is damaged</c>. It contains nothing of the message.</summary>
    /// <param name="error">What git wrote to standard error; may be empty.</param>
    public static string Describe(string error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var found = Array.Find(Table, entry => error.Contains(entry.Text, StringComparison.OrdinalIgnoreCase)).Words;
        return found is not null ? $"git says: {found}"
            : string.IsNullOrWhiteSpace(error) ? "git says nothing" : "what git says is not printed, because it may quote the repository";
    }
}
