namespace SecretSentry.Hooks;

/// <summary>
/// Removes our hooks wherever they are: where git looks now, where git looked before another program changed the folder, and under the
/// names that other programs gave them. The hook that was there before ours goes back to where it would be without us.
/// </summary>
internal sealed class HookRemover(HookRequest request, HooksLocation location, HookFiles files, HookRecord record)
{
    private readonly SharedFolder _sharing = new(location);

    /// <summary>Removes one hook and returns what was done.</summary>
    public IReadOnlyList<HookChange> Remove(string hook)
    {
        var changes = new List<HookChange>();
        RemoveOwnStub(hook);
        changes.AddRange(SeparateScripts(hook));
        foreach (var folder in ListFolders(hook))
        {
            changes.AddRange(RemoveFrom(folder, hook));
        }

        var path = Path.Combine(location.Folder, hook);
        return changes.Count > 0 ? changes
            : [new(hook, path, HookFiles.Exists(path) ? "not changed: the hook is not from secretsentry" : "not installed")];
    }

    private void RemoveOwnStub(string hook)
    {
        var own = location.GetOwnStubPath(hook);
        if (HookTexts.IsStub(own))
        {
            files.Delete(own);
        }

        record.Remove(own);
    }

    /// <summary>Takes our lines out of husky's scripts, even if husky itself is gone.</summary>
    private IEnumerable<HookChange> SeparateScripts(string hook)
    {
        string[] paths = [location.GetScriptPath(hook), Path.Combine(location.TopDirectory, ".husky", hook)];
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            var script = JoinedScript.Read(path);
            if (JoinedScript.IsJoined(script) && location.IsOwnPath(path))
            {
                files.Put(path, JoinedScript.ToBytes(JoinedScript.Separate(script)));
                yield return new(hook, path, "the lines of secretsentry were removed");
            }
        }
    }

    private IEnumerable<string> ListFolders(string hook) =>
        new[] { location.Folder, Path.Combine(location.CommonDirectory, "hooks") }
            .Concat(record.Paths.Where(path => Path.GetFileName(path).Split('.')[0] == hook)
                .Where(path => request.AllowsShared || location.IsOwnPath(path)).Select(path => Path.GetDirectoryName(path)!))
            .Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>
    /// A record may have been copied with the git directory of another repository, so it proves nothing about folders outside.
    /// </summary>
    private bool IsRecorded(string path) => record.Contains(path)
        && (location.IsOwnPath(path) || (Path.GetDirectoryName(path) == location.Folder && !location.IsOfAnotherRepository));

    private IEnumerable<HookChange> RemoveFrom(string folder, string hook)
    {
        var path = Path.Combine(folder, hook);
        var changes = FindRenamed(folder, hook).Select(renamed => RemoveRenamed(hook, renamed, path)).ToList();
        if (HookTexts.IsStub(path))
        {
            changes.Add(RemoveStub(hook, path));
        }
        else if (changes.Count == 0)
        {
            changes.AddRange(HandleForeign(hook, path));
        }

        return changes;
    }

    /// <summary>
    /// Returns our stubs that another program or a user renamed (lefthook: NAME.old; the pre-commit framework: NAME.legacy), or copied to
    /// the folder NAME.d.
    /// </summary>
    private static IEnumerable<string> FindRenamed(string folder, string hook)
    {
        var inner = Path.Combine(folder, hook + ".d");
        var beside = Directory.Exists(folder) ? Directory.GetFiles(folder, hook + ".*") : [];
        return beside.Concat(Directory.Exists(inner) ? Directory.GetFiles(inner) : [])
            .Where(path => !path.EndsWith(HookTexts.KeptSuffix, StringComparison.Ordinal) && HookTexts.IsStub(path))
            .Order(StringComparer.Ordinal).ToArray();
    }

    private HookChange RemoveRenamed(string hook, string renamed, string path)
    {
        if (Reject(hook, renamed, path) is { } refusal)
        {
            return refusal;
        }

        record.Remove(renamed);
        record.Remove(path);
        string[] paths = Path.GetDirectoryName(renamed) == Path.GetDirectoryName(path) ? [renamed, path] : [renamed];
        var kept = paths.Select(candidate => candidate + HookTexts.KeptSuffix).FirstOrDefault(HookFiles.Exists);
        var isReplaced = HookFiles.Exists(path) && !HookTexts.IsStub(path);
        if (kept is null || (kept == path + HookTexts.KeptSuffix && !isReplaced))
        {
            files.Delete(renamed);
            return kept is null || HookFiles.Exists(path) ? new(hook, renamed, "removed") : Restore(hook, kept, path);
        }

        return Restore(hook, kept, renamed);
    }

    private HookChange Restore(string hook, string kept, string path)
    {
        files.Move(kept, path, overwrite: true);
        return new(hook, path, "removed; the previous hook is restored");
    }

    private HookChange RemoveStub(string hook, string path)
    {
        if (Reject(hook, path, path) is { } refusal)
        {
            return refusal;
        }

        record.Remove(path);
        var kept = path + HookTexts.KeptSuffix;
        if (HookFiles.Exists(kept))
        {
            return Restore(hook, kept, path);
        }

        files.Delete(path);
        return new(hook, path, "removed");
    }

    /// <summary>Returns the reason why a stub stays; null when it can go.</summary>
    private HookChange? Reject(string hook, string path, string recorded)
    {
        if (!request.AllowsShared && !IsRecorded(recorded) && _sharing.Examine(Path.GetDirectoryName(path)!) is not FolderUse.Private)
        {
            return new(hook, path, "not removed: the hook was not installed from this repository, and others use its folder as well; for "
                + "all repositories of this user run: secretsentry uninstall --global; for this folder: secretsentry uninstall "
                + "--shared-hooks", IsRejected: true);
        }

        return record.IsEdited(path, recorded) && !request.IsForced
            ? new(hook, path, "not removed: the hook was edited since it was installed; check it, then remove it with --force",
                IsRejected: true)
            : null;
    }

    private IEnumerable<HookChange> HandleForeign(string hook, string path)
    {
        record.Remove(path);
        var kept = path + HookTexts.KeptSuffix;
        if (!HookFiles.Exists(kept))
        {
            yield break;
        }

        if (!HookFiles.Exists(path))
        {
            files.Move(kept, path, overwrite: false);
            yield return new(hook, path, "the hook of secretsentry was already gone; the previous hook is restored");
        }
        else if (request.IsForced)
        {
            files.Delete(kept);
            yield return new(hook, path, "not changed: the hook is not from secretsentry; the saved previous hook is removed");
        }
        else
        {
            yield return new(hook, path,
                $"not changed: another program installed its own hook; the previous hook is saved at '{kept}' (--force removes it)");
        }
    }
}
