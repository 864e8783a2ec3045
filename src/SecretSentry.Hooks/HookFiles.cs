using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>
/// Everything installing writes goes through here: with a temporary name, the mode, and a rename, so that at no moment there is half a
/// hook. A dry run writes nothing.
/// </summary>
internal sealed class HookFiles(bool isDryRun)
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    public void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text), Executable);

    /// <param name="path">A link is written through: the file it leads to is replaced.</param>
    /// <param name="bytes">The new content.</param>
    /// <param name="mode">Null: that of the file that is there, else the usual one.</param>
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

    public void Delete(string path)
    {
        if (!isDryRun)
        {
            File.Delete(path);
        }
    }

    /// <summary>A folder that is empty goes, and so do those above it that become empty, up to <paramref name="stop"/>.</summary>
    public void DeleteEmpty(string folder, string stop)
    {
        while (!isDryRun && folder.Length > stop.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    /// <summary>Keeps bytes, mode and link.</summary>
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

    /// <summary>Whether there is a file with content: File.Exists is true for a link that leads nowhere.</summary>
    public static bool HasContent(string path) => File.Exists(path)
        && (new FileInfo(path).LinkTarget is null || File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true });

    /// <summary>Also true for a link that leads nowhere.</summary>
    public static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
