using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>
/// Writes all files of an installation. A file is written with a temporary name, gets its mode, and is renamed, so that there is never a
/// partial hook. A dry run writes nothing.
/// </summary>
internal sealed class HookFiles(bool isDryRun)
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

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

        var target = HasContent(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } linked ? linked.FullName : path;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(temporary, bytes);
        if (!OperatingSystem.IsWindows() && (mode ?? (File.Exists(target) ? File.GetUnixFileMode(target) : null)) is { } wanted)
        {
            File.SetUnixFileMode(temporary, wanted);
        }

        File.Move(temporary, target, overwrite: true);
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
        if (!isDryRun)
        {
            File.Delete(path);
        }
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
        if (!isDryRun)
        {
            File.Move(from, to, overwrite);
        }
    }

    /// <summary>Runs git to change a setting.</summary>
    public void Configure(string directory, params string[] arguments)
    {
        if (!isDryRun)
        {
            GitProgram.Run(directory, ["config", .. arguments]);
        }
    }

    /// <summary>Whether there is a file with content. File.Exists also returns true for a link whose target does not exist.</summary>
    public static bool HasContent(string path) => File.Exists(path)
        && (new FileInfo(path).LinkTarget is null || File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true });

    /// <summary>Whether there is a file or a link, including a link whose target does not exist.</summary>
    public static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
