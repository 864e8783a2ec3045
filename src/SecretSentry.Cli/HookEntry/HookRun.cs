using SecretSentry.Cli.Setup;
using SecretSentry.Git.Repository;
using SecretSentry.Hooks;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Cli.HookEntry;

/// <summary>One call of a hook by git.</summary>
/// <param name="Name">Name of the hook.</param>
/// <param name="Arguments">Arguments from git.</param>
/// <param name="AsksUser">Whether the user may be asked at the terminal to let a blocked operation pass.</param>
internal sealed record HookRun(string Name, IReadOnlyList<string> Arguments, bool AsksUser)
{
    /// <summary>The folder in which git started the hook.</summary>
    public string Directory { get; } = Environment.CurrentDirectory;

    /// <summary>
    /// Parses the program's own arguments, <c>hook NAME [--interactive] [--] ARGS</c>, without the command-line library. Parsing with the
    /// library is a large part of the cost of a clean commit. Returns null when the arguments have another form. Then the library parses
    /// them and explains.
    /// </summary>
    public static HookRun? Parse(string[] arguments)
    {
        if (arguments is not ["hook", var name, ..] || !HookNames.Checked.Contains(name))
        {
            return null;
        }

        var index = 2;
        var asksUser = index < arguments.Length && arguments[index] == "--interactive";
        index += asksUser ? 1 : 0;
        if (index < arguments.Length && arguments[index] != "--")
        {
            return null;
        }

        return new(name, arguments.Length > index ? arguments[(index + 1)..] : [], asksUser);
    }

    /// <summary>Whether the hook checks a message. It runs after the content of the same commit was checked.</summary>
    public bool JudgesMessage => Name is "commit-msg" or "applypatch-msg";

    /// <summary>Runs the check and returns the exit code.</summary>
    public int Run() => SkippedRun.FindVariable() is { } variable ? SkippedRun.Report(this, variable) : Name switch
    {
        _ when JudgesMessage => MessageHook.Run(this),
        _ when FrameworkRun.HasFiles(this) => FilesHook.Run(this),
        "pre-push" or "pre-receive" => PushHook.Run(this),
        _ when FrameworkRun.HasRange(this) => PushHook.Run(this),
        _ => StagedHook.Run(this),
    };

    /// <summary>The options and accepted findings according to the configuration files. Read once.</summary>
    public ScanSetup Setup => _setup ??= CommandSetup.Load(Directory, null, []);

    private ScanSetup? _setup;

    public ScanOptions GetOptions() => Setup.Options;

    /// <summary>The user's settings. Read once, and only when something depends on them.</summary>
    public UserSettings Settings => _settings ??= UserSettings.Read(Directory, "commit.cleanup", "commit.verbose", "core.commentChar",
        "core.commentString");

    private UserSettings? _settings;
}
