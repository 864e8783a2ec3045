using System.Text;
using SecretSentry.Git.Repository;

namespace SecretSentry.Scanning.Staged;

/// <summary>Describes what git removes from a message.</summary>
/// <param name="DropsComments">Whether lines that start with <paramref name="CommentPrefix"/> are removed.</param>
/// <param name="CutsAtScissors">Whether everything from the scissors line on is removed.</param>
/// <param name="CommentPrefix">The prefix of a comment line.</param>
public sealed record MessageCleanup(bool DropsComments, bool CutsAtScissors, string CommentPrefix)
{
    private const string DefaultPrefix = "#";

    /// <summary>The prefixes that git chooses from when core.commentChar is <c>auto</c>, in its order.</summary>
    private static ReadOnlySpan<byte> Candidates => "#;@!$%^&|:"u8;

    /// <summary>
    /// Determines the cleanup as git-commit's manual describes it for <c>--cleanup</c>. Where two modes are possible, lines count as kept.
    /// Without an editor git removes nothing by default. With an editor git's own template says whether comments are kept.
    /// </summary>
    /// <param name="settings">
    /// The settings <c>commit.cleanup</c>, <c>commit.verbose</c>, <c>core.commentChar</c> and <c>core.commentString</c>.
    /// </param>
    /// <param name="command">The command that makes the commit; null when it is unknown.</param>
    /// <param name="hasEditor">Whether the user edits the message.</param>
    /// <param name="knowsCommentString">Whether git is new enough to know <c>core.commentString</c>. Called only when it is set.</param>
    /// <param name="message">The message before git cleans it up.</param>
    public static MessageCleanup Create(UserSettings settings, CommitCommand? command, bool hasEditor, Func<bool> knowsCommentString,
        ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(knowsCommentString);
        var named = settings.GetLast("core.commentString", "core.commentChar") is "core.commentString" && knowsCommentString()
            ? settings["core.commentString"] : settings["core.commentChar"];
        var prefix = named switch
        {
            "" => DefaultPrefix,
            "auto" => FindPrefix(message, command, hasEditor),
            _ => named,
        };
        var mode = command is { Cleanup.Length: > 0 } ? command.Cleanup : settings["commit.cleanup"];
        var drops = mode switch
        {
            "strip" => true,
            "scissors" or "verbatim" or "whitespace" => false,
            _ => hasEditor,
        };

        // Without the command line, only the text that git adds shows which options were given.
        var isVerbose = command?.IsVerbose ?? IsVerbose(settings["commit.verbose"]);
        var cuts = isVerbose || (mode == "scissors" && hasEditor) || (command is null && prefix.Length > 0
            && HasOwnScissors(message, Encoding.UTF8.GetBytes(prefix)));
        var keeps = command is null && message.IndexOf("will be kept"u8) >= 0;
        return new(drops && !keeps && prefix.Length > 0, cuts && prefix.Length > 0, prefix.Length > 0 ? prefix : DefaultPrefix);
    }

    /// <summary>The setting is a boolean or a number.</summary>
    private static bool IsVerbose(string value) =>
        value.ToLowerInvariant() is "true" or "yes" or "on" || (int.TryParse(value, out var number) && number > 0);

    /// <summary>
    /// Returns the prefix that git chose for <c>auto</c>: one that starts no line of the message before the user edited it. Returns an
    /// empty text when that message is unknown.
    /// </summary>
    private static string FindPrefix(ReadOnlySpan<byte> message, CommitCommand? command, bool hasEditor)
    {
        if (!hasEditor)
        {
            return ChoosePrefix(message);
        }

        foreach (var candidate in Candidates)
        {
            if (HasOwnScissors(message, [candidate]) || EndsWithTemplate(message, candidate))
            {
                return ((char)candidate).ToString();
            }
        }

        return command is { HasText: false } ? DefaultPrefix : "";
    }

    private static string ChoosePrefix(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf((byte)'#') < 0)
        {
            return DefaultPrefix;
        }

        foreach (var candidate in Candidates)
        {
            if (!message.StartsWith([candidate]) && message.IndexOf([(byte)'\n', candidate]) < 0)
            {
                return ((char)candidate).ToString();
            }
        }

        return "";
    }

    /// <summary>
    /// Whether the last lines are the template that git adds. In every language it names the prefix between two quotation marks.
    /// </summary>
    private static bool EndsWithTemplate(ReadOnlySpan<byte> message, byte prefix)
    {
        message = message.TrimEnd((byte)'\n');
        var (hasName, hasEmpty) = (false, false);
        while (!message.IsEmpty)
        {
            var start = message.LastIndexOf((byte)'\n') + 1;
            var line = message[start..];
            if (line.IsEmpty || line[0] != prefix)
            {
                break;
            }

            hasName |= line[1..].IndexOf(prefix) >= 0;
            hasEmpty |= line.Length == 1;
            message = start == 0 ? [] : message[..(start - 1)];
        }

        return hasName && hasEmpty;
    }

    /// <summary>Whether git added a scissors line. Two lines of explanation follow it, which a line of the user does not have.</summary>
    private static bool HasOwnScissors(ReadOnlySpan<byte> message, ReadOnlySpan<byte> prefix)
    {
        ReadOnlySpan<byte> scissors = [.. prefix, (byte)' ', .. KeptLines.Scissors, (byte)'\n'];
        for (int found; (found = message.IndexOf(scissors)) >= 0;)
        {
            var isLine = found == 0 || message[found - 1] == '\n';
            message = message[(found + scissors.Length)..];
            var end = message.IndexOf((byte)'\n');
            if (isLine && message.StartsWith(prefix) && end >= 0 && message[(end + 1)..].StartsWith(prefix))
            {
                return true;
            }
        }

        return false;
    }
}
