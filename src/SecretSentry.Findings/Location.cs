using SecretSentry.Engine.Bytes;
using SecretSentry.Files;

namespace SecretSentry.Findings;

/// <summary>Location of a finding. Lines and columns are counted from 1. The commit fields are empty when no commit is involved.</summary>
public sealed record Location
{
    /// <summary>Path with '/' between folders, or a name such as <c>commit message</c>.</summary>
    public required ForeignText Path { get; init; }

    /// <summary>Position of the first character of the secret.</summary>
    public TextPosition Start { get; init; }

    /// <summary>Position of the last character of the secret.</summary>
    public TextPosition End { get; init; }

    /// <summary>First line of the whole match.</summary>
    public int FirstLine { get; init; }

    /// <summary>Last line of the whole match.</summary>
    public int LastLine { get; init; }

    /// <summary>Id of the commit that introduced the secret.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Author of the commit: name and mail address.</summary>
    public ForeignText Author { get; init; }

    /// <summary>Author date of the commit.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>First line of the commit message.</summary>
    public ForeignText Subject { get; init; }

    /// <summary>A ref that contains the commit.</summary>
    public ForeignText Ref { get; init; }

    /// <summary>One of head, reachable, stash, reflog, unreachable. Empty outside history.</summary>
    public string Reachability { get; init; } = "";
}
