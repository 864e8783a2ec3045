using System.Security.Cryptography;
using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>
/// Proves that the hook that git would run stops a secret, or reports what prevents it. Nothing in the repository is changed.
/// </summary>
public sealed class HookDoctor(string canaryContent)
{
    private static readonly Version HookRun = new(2, 36);

    /// <summary>Examines every worktree of the repository that contains <paramref name="directory"/>.</summary>
    public IReadOnlyList<WorktreeDiagnosis> Examine(string directory)
    {
        var location = HooksLocation.Find(directory);
        return location.IsBare ? [ExamineWorktree(location, directory)]
            : [.. HooksLocation.ListWorktrees(directory).Select(top => ExamineWorktree(HooksLocation.Find(top), top))];
    }

    private WorktreeDiagnosis ExamineWorktree(HooksLocation location, string directory)
    {
        var main = location.IsBare ? HookNames.Server[0] : HookNames.Default[0];
        HookDiagnosis[] hooks = [.. (location.IsBare ? HookNames.Server : HookNames.Checked.Except(HookNames.Server))
            .Select(hook => Examine(location, hook))
            .Where(hook => hook.State != HookState.NotInstalled || HookNames.Default.Contains(hook.Name) || hook.Name == main)];
        var isThere = hooks.Any(hook => hook.Name == main && hook.State == HookState.Effective);
        var canary = isThere && !location.IsBare ? RunCanary(location, main) : "";
        var isEffective = isThere && canary is "" or "refused" && !hooks.Any(hook => hook.State is HookState.Shadowed or HookState.Broken);
        return new(location.TopDirectory, location.Folder, GetOrigin(directory), hooks, canary, isThere && isEffective);
    }

    private static HookDiagnosis Examine(HooksLocation location, string hook)
    {
        var path = System.IO.Path.Combine(location.Folder, hook);
        var isLegacy = HookInstaller.IsPreCommitFramework(path) && HookTexts.IsStub(path + ".legacy");
        if (isLegacy || HookTexts.IsStub(path))
        {
            var words = isLegacy ? "the pre-commit framework is there and calls ours first" : HookFiles.Exists(path + HookTexts.KeptSuffix)
                ? "ours, with the hook that was there before" : "ours";
            return DiagnoseStub(hook, path, [path, .. isLegacy ? [path + ".legacy"] : Array.Empty<string>()], words);
        }

        var own = location.GetOwnStubPath(hook);
        if (location.Manager != HookManager.None && JoinedScript.IsJoined(JoinedScript.Read(location.GetScriptPath(hook))))
        {
            return DiagnoseStub(hook, path, [path, own], "husky is there and calls ours");
        }

        if (LefthookFile.IsHook(path) && HookTexts.Start(System.IO.Path.Combine(location.TopDirectory, LefthookFile.Name))
            .Contains($"/secretsentry/hooks/{hook}", StringComparison.Ordinal))
        {
            return DiagnoseStub(hook, path, [path, own], "lefthook is there and calls ours");
        }

        return DiagnoseAbsent(location, hook, path, own);
    }

    private static HookDiagnosis DiagnoseAbsent(HooksLocation location, string hook, string path, string own)
    {
        var usual = System.IO.Path.Combine(location.CommonDirectory, "hooks", hook);
        var isHidden = usual != path && HookTexts.IsStub(usual);
        var there = !Directory.Exists(location.Folder) ? $"the folder '{location.Folder}' does not exist, so git runs no hook at all"
            : HookFiles.Exists(path) ? "a hook of somebody else" : "no hook";
        return isHidden || HookTexts.IsStub(own)
            ? new(hook, path, HookState.Shadowed,
            $"ours is at '{(isHidden ? usual : own)}', but git looks at '{location.Folder}': {there}; run: secretsentry install")
            : new(hook, path, HookState.NotInstalled, there);
    }

    /// <summary>Checks whether the files that have to run are executable.</summary>
    private static HookDiagnosis DiagnoseStub(string hook, string path, IEnumerable<string> files, string words)
    {
        var problem = files.Select(FindProblem).FirstOrDefault(found => found.Length > 0) ?? "";
        return problem.Length > 0 ? new(hook, path, HookState.Broken, $"{words}; {problem}") : new(hook, path, HookState.Effective, words);
    }

    private static string FindProblem(string path)
    {
        if (!HookFiles.HasContent(path))
        {
            return $"'{path}' does not exist; run: secretsentry install";
        }

        var text = HookTexts.Start(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0)
        {
            return $"'{path}' may not be executed, so git passes over it; run: secretsentry install";
        }

        if (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal))
        {
            return $"'{path}' starts with a byte-order mark, which no shell understands; run: secretsentry install";
        }

        if (text.Split('\n')[0].EndsWith('\r'))
        {
            return $"'{path}' has CRLF line ends, so it does not start; run: secretsentry install, and keep its line ends with 'text "
                + $"eol=lf' in .gitattributes";
        }

        var missing = HookTexts.IsStub(path) && !IsOnPath()
            ? new[] { ParseWord(text, "program"), ParseWord(text, "library") }.FirstOrDefault(file => file.Length > 0 && !File.Exists(file))
                ?? (ParseWord(text, "program").Length == 0 ? "secretsentry" : "") : "";
        return missing.Length > 0 ? $"its program '{missing}' does not exist, and none is on the PATH; run: secretsentry install" : "";
    }

    /// <summary>Returns a path in a stub: the word after <c>NAME=</c>; empty when there is none.</summary>
    private static string ParseWord(string stub, string name)
    {
        var start = $"{name}='";
        var line = stub.Split('\n').FirstOrDefault(text => text.StartsWith(start, StringComparison.Ordinal)) ?? $"{start}'";
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(line[start.Length..^1]
            .Replace("'\\''", "'", StringComparison.Ordinal)));
    }

    private static bool IsOnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Any(folder => File.Exists(System.IO.Path.Combine(folder, "secretsentry")));

    private static string GetOrigin(string directory)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "config", "--show-origin", "--get", "core.hooksPath");
        return code == 0 ? GitProgram.DecodeText(output).TrimEnd('\n').Replace("\t", " says core.hooksPath = ", StringComparison.Ordinal)
            : "";
    }

    /// <summary>
    /// Stages a secret in a separate index and object folder and has git run the hook on them. Only our part of a chained hook runs
    /// (SECRETSENTRY_CANARY), because formatters and tests must not run for a commit that is not real.
    /// </summary>
    private string RunCanary(HooksLocation location, string hook)
    {
        var scratch = Directory.CreateTempSubdirectory("secretsentry-doctor-");
        try
        {
            var name = $"secretsentry-canary-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.txt";
            var environment = new[]
            {
                ("GIT_INDEX_FILE", System.IO.Path.Combine(scratch.FullName, "index")),
                    ("GIT_OBJECT_DIRECTORY", scratch.CreateSubdirectory("objects").FullName),
                ("GIT_ALTERNATE_OBJECT_DIRECTORIES", System.IO.Path.Combine(location.CommonDirectory, "objects")),
                ("SECRETSENTRY_CANARY", "1"),
            };
            AddCanary(location, environment, name);
            var (code, words) = RunHook(location, environment, hook);
            return code != 0 && words.Contains(name, StringComparison.Ordinal) ? "refused" : code == 0 ? "passed, although it held a secret"
                : $"ended with {code}, but not because of the secret: {words.Trim().Split('\n')[0]}";
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private void AddCanary(HooksLocation location, (string, string)[] environment, string name)
    {
        var (_, head, _) = GitProgram.TryRun(location.TopDirectory, "rev-parse", "--verify", "--quiet", "HEAD^{tree}");
        if (head.Length > 0)
        {
            Must(location, environment, "", "read-tree", GitProgram.DecodeText(head).Trim());
        }

        var id = Must(location, environment, canaryContent, "hash-object", "-w", "--stdin").Trim();
        Must(location, environment, "", "update-index", "--add", "--cacheinfo", $"100644,{id},{name}");
    }

    private static string Must(HooksLocation location, (string, string)[] environment, string input, params string[] arguments)
    {
        var (code, output, error) = GitProgram.TryRunIn(location.TopDirectory, environment, input, arguments);
        return code == 0 ? GitProgram.DecodeText(output) : throw GitProgram.CreateException(location.TopDirectory, error);
    }

    private static (int Code, string Words) RunHook(HooksLocation location, (string, string)[] environment, string hook)
    {
        var path = System.IO.Path.Combine(location.Folder, hook);
        if (HookInstaller.IsPreCommitFramework(path))
        {
            // The framework would continue with its own hooks. It calls this one first, whatever the result of its own hooks is.
            return ForeignProgram.Run(path + ".legacy", location.TopDirectory, environment);
        }

        if (GlobalHooks.ReadGitVersion(location.TopDirectory) < HookRun)
        {
            return ForeignProgram.Run(path, location.TopDirectory, environment);
        }

        string[] only = LefthookFile.IsHook(path) ? ["--", "--command", "secretsentry", "--force", "--no-auto-install"] : [];
        var (code, output, error) = GitProgram.TryRunIn(location.TopDirectory, environment, "", ["hook", "run", hook, .. only]);
        return (code, error + GitProgram.DecodeText(output));
    }
}
