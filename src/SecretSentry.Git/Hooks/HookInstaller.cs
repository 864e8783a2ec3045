using System.Text;

namespace SecretSentry.Git.Hooks;

/// <summary>What was done about one hook.</summary>
public sealed record HookChange(string Hook, string Path, string What);

/// <summary>
/// Puts our stub where git looks for hooks and takes it away again. A hook that is already there keeps its bytes, mode or link:
/// it is renamed beside the stub, which calls it, and renamed back at the end.
/// </summary>
public static class HookInstaller
{
    /// <summary>Stands in every stub of ours, of any version.</summary>
    private const string Marker = "# secretsentry hook v1";

    private const string KeptSuffix = ".before-secretsentry";

    /// <summary>Installs <paramref name="stub"/>, in which <c>@PROGRAM@</c> becomes the quoted path of the program. Doing it twice changes nothing.</summary>
    /// <exception cref="GitException">Not a repository.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static HookChange Install(string directory, string hook, string stub, string programPath)
    {
        ArgumentNullException.ThrowIfNull(stub);
        var path = PathOf(directory, hook);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = stub.Replace("@PROGRAM@", ShellQuoted(programPath), StringComparison.Ordinal);
        if (IsOurs(path))
        {
            var isSame = File.ReadAllText(path) == text;
            Write(path, text);
            return new(hook, path, isSame ? "already installed" : "updated");
        }

        var isTaken = Exists(path);
        if (isTaken)
        {
            File.Move(path, path + KeptSuffix); // fails when a kept hook is already there, which is right: nothing is overwritten
        }

        Write(path, text);
        return new(hook, path, isTaken ? "installed; the hook that was there is kept and runs first" : "installed");
    }

    /// <summary>Removes our stub and puts the kept hook back; a hook that is not ours is left alone.</summary>
    /// <exception cref="GitException">Not a repository.</exception>
    public static HookChange Uninstall(string directory, string hook)
    {
        var path = PathOf(directory, hook);
        if (!IsOurs(path))
        {
            return new(hook, path, Exists(path) ? "left alone: the hook there is not ours" : "not installed");
        }

        if (!Exists(path + KeptSuffix))
        {
            File.Delete(path);
            return new(hook, path, "removed");
        }

        File.Move(path + KeptSuffix, path, overwrite: true);
        return new(hook, path, "removed; the hook that was there before is back");
    }

    private static string PathOf(string directory, string hook)
    {
        var folder = GitProgram.Lines(directory, "rev-parse", "--git-path", "hooks")[0];
        return Path.Combine(Path.GetFullPath(folder, Path.GetFullPath(directory)), hook);
    }

    /// <summary>A link to our stub is ours as well: chained, it would call itself.</summary>
    private static bool IsOurs(string path) => File.Exists(path) && new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is not { Exists: false } && File.ReadAllText(path).Contains(Marker, StringComparison.Ordinal);

    /// <summary>Also true for a link that leads nowhere.</summary>
    private static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>Temporary name, mode, rename: at no moment is there half a hook.</summary>
    private static void Write(string path, string text)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, text, new UTF8Encoding(false));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, (UnixFileMode)0b111_101_101);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static string ShellQuoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
