using SecretSentry.Cli.Output;
using SecretSentry.Files;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Cli.Commands;

/// <summary>
/// A file that the user wants to be written. A repository may contain a link or a pipe in its place, so that the output changes another
/// file, or nothing is ever written. Below the top of the repository, or below the current folder, the path must be without links, and
/// the file is replaced as a whole. A device such as <c>/dev/stdout</c> and a pipe elsewhere are written to.
/// </summary>
internal sealed class OutputFile
{
    private readonly bool _isReplaced;

    /// <summary>Checks where a file would be written. Nothing is written.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="directory">The folder that a relative name begins at.</param>
    /// <exception cref="UsageException">Its folder does not exist, or a link or no regular file is in its place.</exception>
    public OutputFile(string name, string directory)
    {
        (Name, Path) = (name, System.IO.Path.GetFullPath(name, directory));
        if (System.IO.Path.GetDirectoryName(Path) is not { } folder || !Directory.Exists(folder))
        {
            throw new UsageException($"the folder of the output file '{name}' does not exist; create it first");
        }

        var top = ScanSetup.FindRepository(folder) ?? directory;
        _isReplaced = OwnFile.IsBelow(top, Path);
        var isDevice = !_isReplaced && Path.StartsWith("/dev/", StringComparison.Ordinal);
        if (!isDevice && OwnFile.FindLinkBelow(_isReplaced ? top : folder, Path) is { } link)
        {
            throw new UsageException($"the output file '{name}' leads through the link '{link}'; remove the link, or name another file");
        }

        if (_isReplaced && ForeignFile.FindKind(Path) is FileKind.Special or FileKind.Folder)
        {
            throw new UsageException($"the output file '{name}' is no regular file; remove it, or name another file");
        }
    }

    /// <summary>The file as the user named it.</summary>
    public string Name { get; }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission is missing.</exception>
    public void Write(Action<Stream> write)
    {
        if (_isReplaced)
        {
            FileReplacement.Write(Path, write, FindMode());
            return;
        }

        using var file = new FileStream(Path,
            new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = FileReplacement.BufferSize });
        write(file);
    }

    /// <summary>Writes a text as UTF-8.</summary>
    /// <inheritdoc cref="Write(Action{Stream})"/>
    public void Write(string text) => Write(file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>A file that exists keeps its mode.</summary>
    private UnixFileMode? FindMode() => OperatingSystem.IsWindows() || !File.Exists(Path) ? null : File.GetUnixFileMode(Path);
}
