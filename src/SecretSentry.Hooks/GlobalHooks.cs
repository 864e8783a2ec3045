using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>Installs hooks for every repository of a user, and for every future clone.</summary>
public sealed class GlobalHooks(HookRequest request)
{
    private readonly HookFiles _files = new(request.IsDryRun);

    private static string ConfigFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } given ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"), "secretsentry");

    private static string Folder => Path.Combine(ConfigFolder, "hooks");

    /// <summary>Returns the version of the git program, as far as it can be parsed.</summary>
    public static Version ReadGitVersion(string directory)
    {
        var words = GitProgram.DecodeText(GitProgram.Run(directory, "version")).Trim().Split(' ');
        var numbers = words.Length > 2 ? words[2].Split('.').TakeWhile(part => part.All(char.IsAsciiDigit)).Take(3) : [];
        return Version.TryParse(string.Join('.', numbers), out var version) ? version : new(0, 0);
    }

    /// <summary>Installs the hooks for all repositories of the user.</summary>
    public IReadOnlyList<HookChange> Install(GlobalMethod method)
    {
        if (method == GlobalMethod.Config && ReadGitVersion(request.Directory) < ConfiguredHooks.FirstVersion)
        {
            return [new("config", ConfigFolder,
                $"not installed: hooks in the configuration need git {ConfiguredHooks.FirstVersion}, and this is "
                + $"{ReadGitVersion(request.Directory)}; use "
                + $"--method hooks-dir", IsRejected: true)];
        }

        if (method == GlobalMethod.Config
            || (method == GlobalMethod.Automatic && ReadGitVersion(request.Directory) >= ConfiguredHooks.FirstVersion))
        {
            return [.. request.Hooks.Select(Configure)];
        }

        var current = ReadSetting("core.hooksPath");
        return current.Length == 0 || current == Folder ? InstallFolder()
            : new HookInstaller(request with { AllowsShared = true }, CreateForeignLocation(current)).Install();
    }

    /// <summary>Removes what <see cref="Install"/> created, whichever method was used.</summary>
    public IReadOnlyList<HookChange> Uninstall()
    {
        var changes = new List<HookChange>();
        foreach (var hook in request.Hooks.Where(hook => ReadSetting($"hook.{NameOf(hook)}.command").Length > 0))
        {
            _files.Configure(request.Directory, "--global", "--remove-section", $"hook.{NameOf(hook)}");
            changes.Add(new(hook, ConfigFolder, "removed from the configuration"));
        }

        var current = ReadSetting("core.hooksPath");
        if (current == Folder)
        {
            _files.Configure(request.Directory, "--global", "--unset", "core.hooksPath");
            changes.Add(new("core.hooksPath", Folder, "removed; repositories use their own hooks again"));
        }
        else if (current.Length > 0)
        {
            changes.AddRange(new HookInstaller(request with { AllowsShared = true }, CreateForeignLocation(current)).Uninstall());
        }

        foreach (var file in new[] { Folder, Path.Combine(ConfigFolder, "checks") }.Where(Directory.Exists).SelectMany(Directory.GetFiles)
            .Where(HookTexts.IsStub))
        {
            _files.Delete(file);
        }

        _files.DeleteEmpty(Folder, Path.GetDirectoryName(ConfigFolder)!);
        _files.DeleteEmpty(Path.Combine(ConfigFolder, "checks"), Path.GetDirectoryName(ConfigFolder)!);
        return changes.Count > 0 ? changes : [new("global", ConfigFolder, "not installed")];
    }

    /// <summary>Fills a template folder and configures it for new repositories and clones.</summary>
    public IReadOnlyList<HookChange> InstallTemplate(string? folder)
    {
        var template = folder ?? Path.Combine(ConfigFolder, "template");
        var current = ReadSetting("init.templateDir");
        if (current.Length > 0 && Path.GetFullPath(current) != template)
        {
            return [new("template", template,
                $"not installed: init.templateDir is already '{current}'; to add the hooks to that folder, run with --template '{current}'",
                IsRejected: true)];
        }

        var changes = request.Hooks.Select(hook =>
        {
            var path = Path.Combine(template, "hooks", hook);
            if (HookFiles.Exists(path) && !HookTexts.IsStub(path))
            {
                return new HookChange(hook, path, "not installed: the template already contains another hook; move it first",
                    IsRejected: true);
            }

            _files.Write(path, request.Texts.CreateStub(request.Program, [hook], chainsRepository: false));
            return new(hook, path, "installed; git copies it into new repositories and clones");
        }).ToList();
        _files.Configure(request.Directory, "--global", "init.templateDir", template);
        return changes;
    }

    /// <summary>Removes our stubs from the template folder. Copies in repositories are kept; uninstall them there.</summary>
    public IReadOnlyList<HookChange> UninstallTemplate(string? folder)
    {
        var template = folder ?? Path.Combine(ConfigFolder, "template");
        var own = request.Hooks.Select(hook => (Hook: hook, Path: Path.Combine(template, "hooks", hook)))
            .Where(stub => HookTexts.IsStub(stub.Path)).ToArray();
        foreach (var (_, path) in own)
        {
            _files.Delete(path);
        }

        _files.DeleteEmpty(Path.Combine(template, "hooks"), Path.GetDirectoryName(ConfigFolder)!);
        if (!Directory.Exists(template) && ReadSetting("init.templateDir") == template)
        {
            _files.Configure(request.Directory, "--global", "--unset", "init.templateDir");
        }

        return own.Length > 0 ? [.. own.Select(stub => new HookChange(stub.Hook, stub.Path, "removed"))]
            : [new("template", template, "not installed")];
    }

    private static string NameOf(string hook) => $"secretsentry-{hook}";

    /// <summary>
    /// Creates the location for a core.hooksPath folder that was configured by somebody else. Its hooks are kept and called, as in a
    /// repository.
    /// </summary>
    private static HooksLocation CreateForeignLocation(string folder) =>
        new(folder.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), folder[2..])
            : Path.GetFullPath(folder), Path.GetDirectoryName(ConfigFolder)!, folder, IsBare: true, HookManager.None);

    private HookChange Configure(string hook)
    {
        var stub = Path.Combine(ConfigFolder, "checks", hook);
        _files.Write(stub, request.Texts.CreateStub(request.Program, [hook], chainsRepository: false));
        _files.Configure(request.Directory, "--global", $"hook.{NameOf(hook)}.command", HookTexts.Quote(stub));
        _files.Configure(request.Directory, "--global", $"hook.{NameOf(hook)}.event", hook);
        return new(hook, stub,
            $"installed for all repositories; to disable it in one of them: git config hook.{NameOf(hook)}.enabled false");
    }

    private List<HookChange> InstallFolder()
    {
        var text = request.Texts.CreateStub(request.Program, request.Hooks, chainsRepository: true);
        foreach (var hook in HookNames.All)
        {
            _files.Write(Path.Combine(Folder, hook), text);
        }

        _files.Configure(request.Directory, "--global", "core.hooksPath", Folder);
        return [.. request.Hooks.Select(hook =>
            new HookChange(hook, Path.Combine(Folder, hook), "installed for all repositories; a repository's own hooks run as before"))];
    }

    private string ReadSetting(string key)
    {
        var (code, output, _) = GitProgram.TryRun(request.Directory, "config", "--global", "--get", key);
        return code == 0 ? Encoding.UTF8.GetString(output).TrimEnd('\n') : "";
    }
}
