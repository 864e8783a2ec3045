using SecretSentry.Git.Repository;

namespace SecretSentry.Scanning.Staged;

/// <summary>Describes what git removes from a message.</summary>
/// <param name="DropsComments">Whether lines that start with <paramref name="CommentPrefix"/> are removed.</param>
/// <param name="CutsAtScissors">Whether everything from the scissors line on is removed.</param>
/// <param name="CommentPrefix">The prefix of a comment line.</param>
public sealed record MessageCleanup(bool DropsComments, bool CutsAtScissors, string CommentPrefix)
{
    /// <summary>
    /// Determines the cleanup as git-commit's manual describes it for <c>--cleanup</c>. The command line is not known. Where two modes are
    /// possible, lines count as kept. Without an editor git removes nothing by default. With an editor git's own template says whether
    /// comments are kept.
    /// </summary>
    public static MessageCleanup Create(UserSettings settings, bool hasEditor, ReadOnlySpan<byte> message)
    {
        var prefix = settings["core.commentChar"] is { Length: > 0 } set and not "auto" ? set : "#";
        return settings["commit.cleanup"] switch
        {
            "strip" => new(true, hasEditor, prefix),
            "scissors" => new(false, hasEditor, prefix),
            "verbatim" or "whitespace" => new(false, hasEditor, prefix),
            _ => new(hasEditor && message.IndexOf("will be kept"u8) < 0, hasEditor, prefix),
        };
    }
}
