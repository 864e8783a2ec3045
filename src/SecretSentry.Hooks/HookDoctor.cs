using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>
/// Proves that each hook that git would run stops a secret, or reports what prevents it. Nothing in the repository is changed.
/// </summary>
public sealed class HookDoctor(string canaryContent)
{
    /// <summary>Examines every worktree of the repository that contains <paramref name="directory"/>.</summary>
    public IReadOnlyList<WorktreeDiagnosis> Examine(string directory)
    {
        var tops = HooksLocation.ListWorktrees(directory);
        return tops.Count == 0 ? [ExamineWorktree(HooksLocation.Find(directory), directory, isAlone: true)]
            : [.. tops.Select(top => ExamineWorktree(HooksLocation.Find(top), top, tops.Count == 1))];
    }

    private WorktreeDiagnosis ExamineWorktree(HooksLocation location, string directory, bool isAlone)
    {
        var main = location.IsBare ? HookNames.Server[0] : HookNames.Default[0];
        var installed = new HookRecord(location.OwnDirectory, new(isDryRun: true)).Paths
            .Select(path => Path.GetFileName(path).Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        HookDiagnosis[] hooks = [.. (location.IsBare ? HookNames.Server : HookNames.Checked.Except(HookNames.Server))
            .Select(hook => Examine(location, hook))
            .Select(hook => hook.State == HookState.NotInstalled && installed.Contains(hook.Name)
                ? hook with { State = HookState.Broken, Words = $"it was installed and is gone ({hook.Words}); run: secretsentry install" }
                : hook)
            .Where(hook => hook.State != HookState.NotInstalled || HookNames.Default.Contains(hook.Name) || hook.Name == main)];
        var canary = "";
        using (var proof = new HookProof(location, canaryContent))
        {
            for (var i = 0; i < hooks.Length; i++)
            {
                var result = hooks[i].State == HookState.Effective ? Try(proof, location, hooks[i]) : "";
                canary = hooks[i].Name == main ? result : canary;
                hooks[i] = result is "" or HookProof.Rejected ? hooks[i]
                    : hooks[i] with { State = HookState.Broken, Words = $"{hooks[i].Words}; a made-up secret {result}" };
            }
        }

        // Nobody has to push to a bare repository that others use by its worktrees.
        var isThere = hooks.Any(hook => hook.Name == main && hook.State == HookState.Effective) || (location.IsBare && !isAlone);
        var isEffective = isThere && !hooks.Any(hook => hook.State is HookState.Shadowed or HookState.Broken);
        return new(location.TopDirectory, location.Folder, GetOrigin(directory), hooks, canary, isEffective);
    }

    /// <summary>Runs a hook against a secret, in the way git would run it where that is possible without the hooks of others.</summary>
    private static string Try(HookProof proof, HooksLocation location, HookDiagnosis hook)
    {
        if (HookInstaller.IsPreCommitFramework(hook.Path))
        {
            // The framework would continue with its own hooks. It calls this one first, whatever the result of its own hooks is.
            return proof.Try(hook.Name, hook.Path + ".legacy", isGits: false);
        }

        var isMain = hook.Name == HookNames.Default[0];
        return LefthookFile.IsHook(hook.Path) && !isMain ? proof.Try(hook.Name, location.GetOwnStubPath(hook.Name), isGits: false)
            : proof.Try(hook.Name, hook.Path, isMain && hook.Path == Path.Combine(location.Folder, hook.Name));
    }

    private static HookDiagnosis Examine(HooksLocation location, string hook)
    {
        var path = Path.Combine(location.Folder, hook);
        if (ConfiguredHooks.Find(location.TopDirectory, hook) is { Length: > 0 } configured)
        {
            return DiagnoseStub(hook, configured, [configured], "secretsentry, configured for all repositories");
        }

        var isLegacy = HookInstaller.IsPreCommitFramework(path) && HookTexts.IsStub(path + ".legacy");
        if (isLegacy || HookTexts.IsStub(path))
        {
            var words = isLegacy ? "the pre-commit framework is installed and calls secretsentry first"
                : HookFiles.Exists(path + HookTexts.KeptSuffix)
                ? "secretsentry, with the previous hook" : "secretsentry";
            return HookTexts.IsChainOnly(path, hook)
                ? new(hook, path, HookState.NotInstalled,
                    "the folder of all repositories calls the repository's own hook, and has no check")
                : DiagnoseStub(hook, path, [path, .. isLegacy ? [path + ".legacy"] : Array.Empty<string>()], words);
        }

        var own = location.GetOwnStubPath(hook);
        if (location.Manager != HookManager.None && JoinedScript.IsJoined(JoinedScript.Read(location.GetScriptPath(hook))))
        {
            return DiagnoseStub(hook, path, [path, own], "husky is installed and calls secretsentry");
        }

        if (LefthookFile.IsHook(path) && LefthookFile.IsJoined(location.TopDirectory, hook))
        {
            return DiagnoseStub(hook, path, [path, own], "lefthook is installed and calls secretsentry");
        }

        return DiagnoseAbsent(location, hook, path, own);
    }

    private static HookDiagnosis DiagnoseAbsent(HooksLocation location, string hook, string path, string own)
    {
        var usual = Path.Combine(location.CommonDirectory, "hooks", hook);
        var isHidden = usual != path && HookTexts.IsStub(usual);
        var there = !Directory.Exists(location.Folder) ? $"the folder '{location.Folder}' does not exist, so git runs no hooks"
            : HookFiles.Exists(path) ? "another hook" : "no hook";
        return isHidden || HookTexts.IsStub(own)
            ? new(hook, path, HookState.Shadowed,
            $"the hook is at '{(isHidden ? usual : own)}', but git uses '{location.Folder}': {there}; run: secretsentry install")
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
            return $"'{path}' is not executable, so git ignores it; run: secretsentry install";
        }

        if (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal))
        {
            return $"'{path}' begins with a byte order mark, so no shell can run it; run: secretsentry install";
        }

        if (text.Split('\n')[0].EndsWith('\r'))
        {
            return $"'{path}' has CRLF line endings, so it cannot run; run: secretsentry install, and keep LF line endings with 'text "
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

    private static bool IsOnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "secretsentry")));

    private static string GetOrigin(string directory)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "config", "--show-origin", "--get", "core.hooksPath");
        return code == 0 ? GitProgram.DecodeText(output).TrimEnd('\n').Replace("\t", " sets core.hooksPath = ", StringComparison.Ordinal)
            : "";
    }
}
