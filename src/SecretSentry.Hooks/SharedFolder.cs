using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>Finds out who else uses a hooks folder. A hook that is written there changes the hooks of others.</summary>
internal sealed class SharedFolder(HooksLocation location)
{
    private const int MaxLinks = 40;

    private readonly string _common = ResolveLinks(location.CommonDirectory);

    /// <summary>Returns who uses the folder.</summary>
    public FolderUse Examine(string folder)
    {
        var real = ResolveLinks(folder);
        if (IsInside(real, _common))
        {
            return FolderUse.Private;
        }

        var top = ResolveLinks(location.TopDirectory);
        return location.IsBare || !IsInside(real, top) ? FolderUse.OtherRepositories
            : IsCommitted(top, real) ? FolderUse.Team : FolderUse.Private;
    }

    /// <summary>Returns the sentence for a hook that is not installed, with the ways to go on.</summary>
    public string Explain(string hook, FolderUse use)
    {
        var folder = location.Folder;
        var origin = GetOrigin() is { Length: > 0 } named ? $" ({named})" : ResolveLinks(folder) == folder ? "" : " (it is a link)";
        if (use == FolderUse.OtherRepositories)
        {
            return $"not installed: git runs the hooks of '{folder}'{origin}, which other repositories may use as well. "
                + "To check all repositories of this user, run: secretsentry install --global. To write there on purpose, run: "
                + "secretsentry install --shared-hooks. To give this repository hooks of its own, run: git config core.hooksPath "
                + $"{HookTexts.Quote(Path.Combine(location.CommonDirectory, "secretsentry-hooks"))}, and install again";
        }

        var line = HookNames.ReadsRefs(hook) ? ""
            : $"Add this line to '{Path.Combine(folder, hook)}': secretsentry hook {hook} -- \"$@\" || exit. Or ";
        return $"not installed: git runs the hooks of '{folder}'{origin}, which are committed, so a hook there is everybody's. {line}"
            + $"{(line.Length > 0 ? "let" : "Let")} secretsentry write a hook there that works on every machine with secretsentry on "
            + "the PATH: secretsentry install --shared-hooks";
    }

    private string GetOrigin()
    {
        var (code, output, _) = GitProgram.TryRun(location.TopDirectory, "config", "--show-origin", "--get", "core.hooksPath");
        return code == 0 ? GitProgram.DecodeText(output).Split('\t')[0].Trim() + " says so" : "";
    }

    private static bool IsCommitted(string top, string folder)
    {
        var (code, output, _) = GitProgram.TryRun(top, "ls-files", "-z", "--", Path.GetRelativePath(top, folder));
        return code != 0 || output.Length > 0;
    }

    private static bool IsInside(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>Returns the path with the links of every folder followed. A part that does not exist is kept.</summary>
    private static string ResolveLinks(string path)
    {
        path = Path.GetFullPath(path);
        for (var count = 0; count < MaxLinks; count++)
        {
            if (FollowFirstLink(path) is not { } next)
            {
                break;
            }

            path = next;
        }

        return path;
    }

    private static string? FollowFirstLink(string path)
    {
        var current = Path.GetPathRoot(path)!;
        var parts = path[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var folder = current;
            current = Path.Combine(current, parts[i]);
            if (new DirectoryInfo(current).LinkTarget is { } target)
            {
                return Path.Combine([Path.GetFullPath(target, folder), .. parts[(i + 1)..]]);
            }
        }

        return null;
    }
}
