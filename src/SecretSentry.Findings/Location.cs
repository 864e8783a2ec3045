using SecretSentry.Engine.Bytes;

namespace SecretSentry.Findings;

/// <summary>Where a finding stands. Lines and columns from 1; commit fields empty when no commit is concerned.</summary>
public sealed record Location
{
    /// <summary>Path with '/' between folders, or a name such as <c>commit message</c>.</summary>
    public required string Path { get; init; }

    /// <summary>First character of the secret.</summary>
    public TextPosition Start { get; init; }

    /// <summary>Last character of the secret.</summary>
    public TextPosition End { get; init; }

    /// <summary>First line of the whole match.</summary>
    public int FirstLine { get; init; }

    /// <summary>Last line of the whole match.</summary>
    public int LastLine { get; init; }

    /// <summary>Id of the commit that introduced it.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Its author, name and mail.</summary>
    public string Author { get; init; } = "";

    /// <summary>Its author date.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>First line of its message.</summary>
    public string Subject { get; init; } = "";

    /// <summary>A ref that contains it.</summary>
    public string Ref { get; init; } = "";

    /// <summary>head, reachable, stash, reflog, unreachable; empty outside history.</summary>
    public string Reachability { get; init; } = "";
}
