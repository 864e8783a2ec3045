namespace SecretSentry.Scanning.Staged;

/// <summary>
/// The options of the command that makes a commit (<c>git commit</c> or <c>git merge</c>), as far as they change its message.
/// </summary>
/// <param name="Cleanup">Value of <c>--cleanup</c>; empty when it is not given.</param>
/// <param name="IsVerbose">Value of <c>--verbose</c>; null when it is not given.</param>
/// <param name="HasText">Whether the message may have had a text before the user edited it.</param>
public sealed record CommitCommand(string Cleanup, bool? IsVerbose, bool HasText)
{
    /// <summary>Options of git-commit and git-merge whose value is the next argument.</summary>
    private static readonly string[] WithValue =
        ["--author", "--date", "--trailer", "--pathspec-from-file", "--strategy", "--strategy-option", "--into-name"];

    /// <summary>Options that give the message a text, with a value in the next argument.</summary>
    private static readonly string[] WithText =
        ["--message", "--file", "--reuse-message", "--reedit-message", "--template", "--fixup", "--squash"];

    /// <summary>Options of git itself, before the name of the command, whose value is the next argument.</summary>
    private static readonly string[] Global = ["-C", "-c", "--git-dir", "--work-tree", "--namespace", "--config-env", "--super-prefix"];

    /// <summary>Reads a command line. Returns null when it is not that of a commit or merge.</summary>
    /// <param name="arguments">All arguments, with the program first.</param>
    public static CommitCommand? Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var index = 1;
        for (; index < arguments.Count && arguments[index].StartsWith('-'); index++)
        {
            index += Global.Contains(arguments[index]) ? 1 : 0;
        }

        if (index >= arguments.Count || arguments[index] is not ("commit" or "merge"))
        {
            return null;
        }

        var isMerge = arguments[index] == "merge";
        var command = new CommitCommand("", null, false);
        for (index++; index < arguments.Count && arguments[index] != "--"; index++)
        {
            var next = index + 1 < arguments.Count ? arguments[index + 1] : "";
            bool takesNext;
            (command, takesNext) = arguments[index].StartsWith("--", StringComparison.Ordinal) ? command.AddLong(arguments[index], next)
                : arguments[index].StartsWith('-') ? command.AddShort(arguments[index]) : (command, false);
            index += takesNext ? 1 : 0;
        }

        // A merge has a text from the start, and its option for more words changes no message.
        return isMerge ? command with { IsVerbose = false, HasText = true } : command;
    }

    private (CommitCommand Command, bool TakesNext) AddLong(string argument, string next)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        bool IsOption(string option, int least) => name.Length >= least && option.StartsWith(name, StringComparison.Ordinal);
        if (IsOption("--cleanup", "--cl".Length))
        {
            return (this with { Cleanup = equals < 0 ? next : argument[(equals + 1)..] }, equals < 0);
        }

        if (IsOption("--verbose", "--verb".Length) || IsOption("--no-verbose", "--no-verb".Length))
        {
            return (this with { IsVerbose = name[2] == 'v' }, false);
        }

        return WithText.Any(option => IsOption(option, 4)) ? (this with { HasText = true }, equals < 0)
            : IsOption("--amend", "--am".Length) ? (this with { HasText = true }, false)
            : (this, equals < 0 && WithValue.Any(option => IsOption(option, 4)));
    }

    /// <summary>Reads one-letter options, such as <c>-avm</c>. A letter with a value ends them.</summary>
    private (CommitCommand Command, bool TakesNext) AddShort(string argument)
    {
        var command = this;
        for (var i = 1; i < argument.Length; i++)
        {
            switch (argument[i])
            {
                case 'v':
                    command = command with { IsVerbose = true };
                    break;
                case 'm' or 'F' or 'C' or 'c' or 't':
                    return (command with { HasText = true }, i == argument.Length - 1);
                case 'S' or 'u':
                    return (command, false);
            }
        }

        return (command, false);
    }
}
