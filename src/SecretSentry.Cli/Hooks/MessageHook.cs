using SecretSentry.Cli.Scanning;
using SecretSentry.Engine.Findings;
using SecretSentry.Git;
using SecretSentry.Git.Staged;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Hooks;

/// <summary>
/// The hooks that are to judge a message before git cleans it up: commit-msg and applypatch-msg. The whole file is searched; only when
/// something is found is it asked what of it git will keep.
/// </summary>
internal static class MessageHook
{
    private const string Name = "commit message";

    public static int Run(HookRun run)
    {
        if (run.Arguments is not [var file, ..])
        {
            throw new UsageException($"{run.Name} needs the name of the message's file; git gives it");
        }

        var coverage = new Coverage();
        using var objects = RepositoryObjects.Open(run.Directory);
        var message = File.ReadAllBytes(Path.GetFullPath(file, run.Directory));
        var findings = new NewContent(run.Options(), objects, coverage).Search(message, Name);
        if (findings.Count > 0 && run.Name == "commit-msg")
        {
            var kept =
                KeptLines.Of(message, MessageCleanup.Of(run.Settings, Environment.GetEnvironmentVariable("GIT_EDITOR") != ":", message));
            findings = [.. findings.Where(finding => kept.Intersects(finding.Place.FirstLine, finding.Place.LastLine))];
        }

        return HookVerdict.Of(run, new(findings, coverage),
            new("commit", _ => "the commit message", _ => [], blocking => Ways(run, file, blocking)));
    }

    private static WayOut[] Ways(HookRun run, string file, IReadOnlyList<Finding> findings) =>
    [
        run.Name == "commit-msg"
            ? new("Take it out", $"your message is kept in {file}: git commit -e -F {Shell.Word(file)}")
            : new("Take it out", "git am --abort, then remove it from the patch's message"),
        WayOut.Accept(findings[0]),
        WayOut.RotateFirst,
        new("Skip once", "git commit --no-verify      (the push check looks again)"),
    ];
}

/// <summary>What git will take out of a message.</summary>
/// <param name="DropsComments">Lines that start with <paramref name="CommentMark"/>.</param>
/// <param name="CutsAtScissors">Everything from the scissors line on.</param>
/// <param name="CommentMark">What starts a comment.</param>
internal sealed record MessageCleanup(bool DropsComments, bool CutsAtScissors, string CommentMark)
{
    /// <summary>
    /// As git-commit's manual has it for <c>--cleanup</c>. What stood on the command line is not known; where it could be either, lines
    /// count as kept: without an editor nothing is taken out by default, and with one git's own template says whether comments are kept.
    /// </summary>
    public static MessageCleanup Of(UserSettings settings, bool hasEditor, ReadOnlySpan<byte> message)
    {
        var mark = settings["core.commentChar"] is { Length: > 0 } set and not "auto" ? set : "#";
        return settings["commit.cleanup"] switch
        {
            "strip" => new(true, hasEditor, mark),
            "scissors" => new(false, hasEditor, mark),
            "verbatim" or "whitespace" => new(false, hasEditor, mark),
            _ => new(hasEditor && message.IndexOf("will be kept"u8) < 0, hasEditor, mark),
        };
    }
}

/// <summary>The lines of a message that git keeps.</summary>
internal static class KeptLines
{
    /// <summary>Behind the comment mark and a blank (git's wt_status_locate_end).</summary>
    private static ReadOnlySpan<byte> Scissors => "------------------------ >8 ------------------------"u8;

    public static LineSet Of(ReadOnlySpan<byte> message, MessageCleanup cleanup)
    {
        var mark = System.Text.Encoding.UTF8.GetBytes(cleanup.CommentMark);
        var kept = new List<bool>();
        while (!message.IsEmpty)
        {
            var end = message.IndexOf((byte)'\n');
            var line = end < 0 ? message : message[..end];
            message = end < 0 ? [] : message[(end + 1)..];
            var isComment = line.StartsWith(mark);
            if (isComment && cleanup.CutsAtScissors && line[mark.Length..].TrimStart((byte)' ').SequenceEqual(Scissors))
            {
                break;
            }

            kept.Add(!(isComment && cleanup.DropsComments));
        }

        return LineSet.Of([.. kept]);
    }
}
