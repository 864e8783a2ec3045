using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>
/// Writes all files of an installation. A file is written with a temporary name, gets its mode, and is renamed, so that there is never a
/// partial hook. A dry run writes nothing. What was done can be undone, so that a failure in the middle leaves all files as they were.
/// </summary>
internal sealed class HookFiles(bool isDryRun)
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    private readonly Stack<Action> _undo = new();

    public void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text), Executable);

    /// <param name="path">Path of the file. If it is a link, the target of the link is replaced.</param>
    /// <param name="bytes">The new content.</param>
    /// <param name="mode">Mode of the file; null for the mode of the existing file, or the default mode when there is none.</param>
    public void Write(string path, byte[] bytes, UnixFileMode? mode)
    {
        if (isDryRun)
        {
            return;
        }

        var previous = HasContent(path) ? Read(path) : null;
        var link = previous is null && Exists(path) ? new FileInfo(path).LinkTarget : null;
        var target = previous is not null && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } linked ? linked.FullName : path;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        UnixFileMode? before = previous is not null && !OperatingSystem.IsWindows() ? File.GetUnixFileMode(target) : null;
        Replace(target, bytes, mode ?? before);
        _undo.Push(() => Restore(target, previous, before, link));
    }

    private static void Restore(string target, byte[]? bytes, UnixFileMode? mode, string? link)
    {
        if (bytes is not null)
        {
            Replace(target, bytes, mode);
            return;
        }

        File.Delete(target);
        if (link is not null)
        {
            File.CreateSymbolicLink(target, link);
        }
    }

    private static void Replace(string target, byte[] bytes, UnixFileMode? mode) =>
        FileReplacement.Write(target, file => file.Write(bytes), mode);

    /// <summary>Undoes everything, the last change first.</summary>
    public void Undo()
    {
        while (_undo.TryPop(out var step))
        {
            step();
        }
    }

    /// <summary>Writes the remaining content of a file. If nothing remains, the file was ours and is deleted.</summary>
    public void Put(string path, byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            Delete(path);
        }
        else
        {
            Write(path, bytes, null);
        }
    }

    public void Delete(string path)
    {
        if (isDryRun || !Exists(path))
        {
            return;
        }

        // A link is made again as it was.
        if (new FileInfo(path).LinkTarget is { } link)
        {
            _undo.Push(() => File.CreateSymbolicLink(path, link));
        }
        else
        {
            var bytes = Read(path);
            var mode = OperatingSystem.IsWindows() ? (UnixFileMode?)null : File.GetUnixFileMode(path);
            _undo.Push(() => Replace(path, bytes, mode));
        }

        File.Delete(path);
    }

    /// <summary>Deletes a folder if it is empty, and its parent folders that become empty, up to <paramref name="stop"/>.</summary>
    public void DeleteEmpty(string folder, string stop)
    {
        while (!isDryRun && folder.Length > stop.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    /// <summary>Moves a file. Its bytes, mode and link are kept.</summary>
    public void Move(string from, string to, bool overwrite)
    {
        if (isDryRun)
        {
            return;
        }

        if (overwrite)
        {
            Delete(to);
        }

        File.Move(from, to, overwrite: false);
        _undo.Push(() => File.Move(to, from, overwrite: false));
    }

    /// <summary>Runs git to change a setting.</summary>
    public void Configure(string directory, params string[] arguments)
    {
        if (!isDryRun)
        {
            GitProgram.Run(directory, ["config", .. arguments]);
        }
    }

    /// <summary>Whether there is a file with content, and not a link whose target does not exist.</summary>
    /// <exception cref="IOException">The file cannot be examined.</exception>
    public static bool HasContent(string path) => Exists(path)
        && (new FileInfo(path).LinkTarget is null || File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true });

    /// <summary>Whether two hooks are the same file again: no links, and equal content. Their tool has written it anew.</summary>
    public static bool AreSame(string first, string second) => new FileInfo(first).LinkTarget is null
        && new FileInfo(second).LinkTarget is null && Read(first).AsSpan().SequenceEqual(Read(second));

    private static byte[] Read(string path) => ForeignFile.ReadAllBytes(path, Budgets.Hook);

    /// <summary>
    /// Whether there is a file or a link, including a link whose target does not exist. File.Exists also returns false for a file that
    /// cannot be examined, and somebody's hook would be overwritten.
    /// </summary>
    /// <exception cref="IOException">The file cannot be examined.</exception>
    public static bool Exists(string path)
    {
        try
        {
            return !File.GetAttributes(path).HasFlag(FileAttributes.Directory);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
