using SecretSentry.Cli.Setup;
using SecretSentry.Git.Repository;
using SecretSentry.Hooks;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Cli.HookEntry;

/// <summary>One call of a hook by git.</summary>
/// <param name="Name">Name of the hook.</param>
/// <param name="Arguments">What git gave it.</param>
/// <param name="AsksUser">Whether a refusal may be put to the user at the terminal.</param>
internal sealed record HookRun(string Name, IReadOnlyList<string> Arguments, bool AsksUser)
{
    /// <summary>The folder git started the hook in.</summary>
    public string Directory { get; } = Environment.CurrentDirectory;

    /// <summary>
    /// From the program's own arguments, <c>hook NAME [--interactive] [--] ARGS</c>, without the command-line library: parsing is a good
    /// part of what a clean commit costs. Null when they have another form; then the library explains.
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

    /// <summary>Whether a message is to be judged, after the content it belongs to.</summary>
    public bool JudgesMessage => Name is "commit-msg" or "applypatch-msg";

    /// <summary>Runs the check; the exit code.</summary>
    public int Run() => SkippedRun.FindVariable() is { } variable ? SkippedRun.Report(this, variable) : Name switch
    {
        _ when JudgesMessage => MessageHook.Run(this),
        "pre-push" or "pre-receive" => PushHook.Run(this),
        _ => StagedHook.Run(this),
    };

    /// <summary>What to look for and what is accepted, as the configuration files say; read once.</summary>
    public ScanSetup Setup => _setup ??= CommandSetup.Load(Directory, null, []);

    private ScanSetup? _setup;

    public ScanOptions GetOptions() => Setup.Options;

    /// <summary>The user's settings; asked for once, and only when something depends on them.</summary>
    public UserSettings Settings => _settings ??= UserSettings.Read(Directory, "commit.cleanup", "core.commentChar");

    private UserSettings? _settings;
}
