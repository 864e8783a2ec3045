using SecretSentry.Git.Repository;

namespace SecretSentry.Scanning.Staged;

/// <summary>What git will take out of a message.</summary>
/// <param name="DropsComments">Lines that start with <paramref name="CommentPrefix"/>.</param>
/// <param name="CutsAtScissors">Everything from the scissors line on.</param>
/// <param name="CommentPrefix">What starts a comment.</param>
public sealed record MessageCleanup(bool DropsComments, bool CutsAtScissors, string CommentPrefix)
{
    /// <summary>
    /// As git-commit's manual has it for <c>--cleanup</c>. What stood on the command line is not known; where it could be either, lines
    /// count as kept: without an editor nothing is taken out by default, and with one git's own template says whether comments are kept.
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
