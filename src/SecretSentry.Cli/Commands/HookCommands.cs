using System.CommandLine;
using SecretSentry.Cli.HookEntry;
using SecretSentry.Cli.Output;
using SecretSentry.Hooks;
using SecretSentry.Reports;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The commands <c>install</c>, <c>uninstall</c>, and <c>hook NAME</c>, which the installed stub calls.</summary>
internal static class HookCommands
{
    private static readonly Option<string[]> Hooks =
        CreateList("--hook", "NAME", "Name of a hook; may be repeated (default: pre-commit, pre-merge-commit, commit-msg, pre-push)")
            .AcceptOnlyFromAmong([.. HookNames.Checked]);
    private static readonly Option<bool> Global = CreateFlag("--global", "For all repositories of this user");
    private static readonly Option<string?> Template = new("--template")
    {
        Description = "For new repositories and clones, through a template folder",
        HelpName = "DIR",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<bool> Server = CreateFlag("--server", "The pre-receive hook, for a repository that others push to");
    private static readonly Option<string> Method =
        CreateText("--method", "HOW", "With --global: through git's configuration (git 2.54 or later) or a folder", "auto")
            .AcceptOnlyFromAmong("auto", "config", "hooks-dir");
    private static readonly Option<bool> Submodules = CreateFlag("--recurse-submodules", "Also in every checked-out submodule");
    private static readonly Option<bool> Worktrees =
        CreateFlag("--all-worktrees", "Also in other worktrees that have their own hooks folder");
    private static readonly Option<string?> ToolPath =
        CreateOptionalText("--tool-path", "FILE", "The program that hooks call (default: this one)");
    private static readonly Option<bool> Force =
        CreateFlag("--force", "Wrap the hooks of other managers instead of joining them; remove edited hooks");
    private static readonly Option<bool> Shared = CreateFlag("--shared-hooks",
        "Also in a hooks folder that is committed or that other repositories use; the hook is the same on every machine");
    private static readonly Option<bool> DryRun = CreateFlag("--dry-run", "Show what would be done, change nothing");
    private static readonly Option<bool> Interactive = CreateFlag("--interactive", "Ask at the terminal before blocking");

    public static Command Install() => new Command("install", "Check every commit and push of this repository from now on")
    {
        Hooks, Global, Template, Server, Method, Submodules, Worktrees, ToolPath, Force, Shared, DryRun, Folder,
    }.WithAction((parsed, _) => ReportChanges(parsed, Run(parsed, installer => installer.Install(), (global, request) =>
        HasTemplate(parsed) ? global.InstallTemplate(GetTemplateFolder(parsed)) : global.Install(GetMethod(parsed)))));

    public static Command Uninstall() => new Command("uninstall", "Remove the hooks and restore the previous ones")
    {
        Hooks, Global, Template, Server, Submodules, Worktrees, Force, Shared, DryRun, Folder,
    }.WithAction((parsed, _) => ReportChanges(parsed, Run(parsed, installer => installer.Uninstall(), (global, request) =>
        HasTemplate(parsed) ? global.UninstallTemplate(GetTemplateFolder(parsed)) : global.Uninstall())));

    /// <summary>
    /// Creates the command for help and errors. A call in the form that git's hooks use is handled earlier (<see cref="HookRun.Parse"/>).
    /// </summary>
    public static Command CreateHook()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the hook" }.AcceptOnlyFromAmong([.. HookNames.Checked]);
        var rest = new Argument<string[]>("ARGS") { Description = "Arguments from git for the hook", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("hook", "Run a check; the installed hooks call this command") { name, rest, Interactive };
        command.SetAction(parsed => new HookRun(parsed.GetValue(name)!, parsed.GetValue(rest) ?? [], parsed.GetValue(Interactive)).Run());
        return command;
    }

    private static List<HookChange> Run(ParseResult parsed,
        Func<HookInstaller, IReadOnlyList<HookChange>> local, Func<GlobalHooks, HookRequest, IReadOnlyList<HookChange>> global)
    {
        var directory = GetFolder(parsed);
        if (parsed.GetValue(Global) || HasTemplate(parsed))
        {
            RequireAlone(parsed);
            var request = Request(parsed, directory, isBare: false);
            return [.. global(new(request), request)];
        }

        return [.. GetTargets(parsed, directory)
            .SelectMany(target => local(new(Request(parsed, target, HooksLocation.Find(target).IsBare))))
            .Distinct()];
    }

    private static void RequireAlone(ParseResult parsed)
    {
        if ((parsed.GetValue(Global) && HasTemplate(parsed)) || parsed.GetValue(Server) || parsed.GetValue(Submodules)
            || parsed.GetValue(Worktrees))
        {
            throw new UsageException("--global and --template cannot be combined with --server, --recurse-submodules or "
                + "--all-worktrees, nor with each other");
        }
    }

    private static IEnumerable<string> GetTargets(ParseResult parsed, string directory)
    {
        IReadOnlyList<string> worktrees = parsed.GetValue(Worktrees) ? HooksLocation.ListWorktrees(directory) : [directory];
        return parsed.GetValue(Submodules) ? worktrees.SelectMany(top => HooksLocation.ListSubmodules(top).Prepend(top)) : worktrees;
    }

    private static HookRequest Request(ParseResult parsed, string directory, bool isBare)
    {
        var isUninstall = parsed.CommandResult.Command.Name == "uninstall";
        var chosen = parsed.GetValue(Hooks) is { Length: > 0 } hooks ? hooks.Distinct() : parsed.GetValue(Server) ? HookNames.Server
            : isUninstall ? HookNames.Checked : !isBare ? HookNames.Default

            // Commits in the worktrees of a bare repository run its hooks.
            : HooksLocation.ListWorktrees(directory).Count > 1 ? HookNames.Default.Concat(HookNames.Server) : HookNames.Server;
        return new()
        {
            Directory = directory,
            Hooks = [.. chosen],
            Program = GetProgram(parsed),
            Texts = new(Texts.Read("hooks/stub.sh"), Texts.Read("hooks/joined.sh"), Texts.Read("hooks/joined-first.sh"),
                Texts.Read("hooks/joined-push.sh"), Texts.Read("hooks/lefthook.sh")),
            AllowsShared = parsed.GetValue(Shared),
            IsForced = parsed.GetValue(Force),
            IsDryRun = parsed.GetValue(DryRun),
        };
    }

    /// <summary>Returns the program with '/' in its path, which a shell accepts on every system.</summary>
    private static HookProgram GetProgram(ParseResult parsed)
    {
        if (parsed.CommandResult.Command.Name == "uninstall" || parsed.GetValue(ToolPath) is not { } given)
        {
            return HookProgram.Find(Environment.ProcessPath!, AppContext.BaseDirectory) ?? throw new UsageException("hooks cannot call "
                + "this program, because it runs inside another .NET program; install it as a tool (dotnet tool install), or name a "
                + "program with --tool-path FILE");
        }

        return File.Exists(given) ? new(Path.GetFullPath(given).Replace('\\', '/'))
            : throw new UsageException($"the program '{given}' of --tool-path does not exist");
    }

    private static bool HasTemplate(ParseResult parsed) => parsed.GetResult(Template) is { Implicit: false };

    private static string? GetTemplateFolder(ParseResult parsed) =>
        parsed.GetValue(Template) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    private static GlobalMethod GetMethod(ParseResult parsed) => parsed.GetValue(Method) switch
    {
        "config" => GlobalMethod.Config,
        "hooks-dir" => GlobalMethod.Folder,
        _ => GlobalMethod.Automatic,
    };

    private static int ReportChanges(ParseResult parsed, List<HookChange> changes)
    {
        var displayed = changes.Where(change => change.What != "not installed").ToList();
        foreach (var change in displayed.Count > 0 ? displayed : changes)
        {
            Screen.Out.WriteLine($"{(parsed.GetValue(DryRun) ? "dry run: " : "")}{change.Hook}: {FormatLines(change.What)} "
                + $"({Safe.Escape(change.Path)})");
        }

        return changes.Exists(change => change.IsRejected)
            ? Messages.Fail(ExitCode.Usage, "not everything was done; the lines above show why and what to do next") : ExitCode.Clean;
    }

    /// <summary>Escapes each line and keeps line endings, because a text to be copied has several lines.</summary>
    private static string FormatLines(string text) => string.Join('\n', text.Split('\n').Select(Safe.Escape));
}
