using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SecretSentry.Files;

/// <summary>
/// The door for files of a repository or of a scanned folder: whoever wrote them may want to harm the reader. Only regular files are
/// opened, so no call waits for a pipe and no device acts. Reading ends at a limit. No message quotes content. Links are followed,
/// because git itself keeps links in its folder; <see cref="ResolveInside"/> keeps a path inside a folder.
/// </summary>
public static class ForeignFile
{
    /// <summary>Longest chain of links, as in Linux.</summary>
    private const int MaxLinks = 40;

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">Its folder does not exist.</exception>
    /// <exception cref="ForeignFileException">It is not a regular file.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission is missing, or it is a folder.</exception>
    public static SafeFileHandle Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!SystemCalls.AreAvailable)
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        RequireRegular(path, SystemCalls.FindKind(path));
        var file = SystemCalls.OpenPatiently(path, SystemCalls.CloseOnExec | SystemCalls.NonBlocking);
        if (file < 0)
        {
            throw CreateException(path, Marshal.GetLastPInvokeError());
        }

        var handle = new SafeFileHandle(file, ownsHandle: true);
        try
        {
            // The file may have been replaced since it was looked at.
            RequireRegular(path, SystemCalls.FindKind(file));
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Opens a regular file as a stream without a buffer. Errors as in <see cref="Open"/>.</summary>
    public static FileStream OpenStream(string path)
    {
#pragma warning disable CA2000 // the stream owns the handle
        return new(Open(path), FileAccess.Read, bufferSize: 0);
#pragma warning restore CA2000
    }

    /// <summary>Reads a whole regular file. Other errors as in <see cref="Open"/>.</summary>
    /// <exception cref="ForeignFileException">It is not a regular file, or it is longer than <paramref name="limit"/>.</exception>
    public static byte[] ReadAllBytes(string path, Budget limit)
    {
        using var file = Open(path);
        var length = RandomAccess.GetLength(file);
        var bytes = new byte[length <= limit.Length ? (int)length : throw CreateTooLong(path, limit)];
        var read = 0;
        for (int got; read < bytes.Length && (got = RandomAccess.Read(file, bytes.AsSpan(read), read)) > 0;)
        {
            read += got;
        }

        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Reads a regular file as UTF-8 text, without its byte order mark. Errors as in <see cref="ReadAllBytes"/>.</summary>
    public static string ReadAllText(string path, Budget limit) => Decode(ReadAllBytes(path, limit));

    /// <summary>Reads the lines of a regular file, without their ends. Errors as in <see cref="ReadAllBytes"/>.</summary>
    public static string[] ReadAllLines(string path, Budget limit)
    {
        using var reader = new StringReader(ReadAllText(path, limit));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }

    /// <summary>
    /// Reads a file that the user named to its end. It may be a pipe, as the shell makes it for <c>&lt;(command)</c>, or a device.
    /// </summary>
    /// <exception cref="ForeignFileException">It is longer than <paramref name="limit"/>.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist, or it is a folder.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static byte[] ReadNamedBytes(string path, Budget limit)
    {
        var buffer = new byte[1 << 16];
        return PlainFile.Read(path, followsLinks: true, limit.Length, ref buffer, out var length) switch
        {
            FileOutcome.Read => buffer[..length],
            FileOutcome.TooLong => throw CreateTooLong(path, limit),
            _ => throw new FileNotFoundException($"'{path}' does not exist, or it is not a file"),
        };
    }

    /// <summary>Reads a file that the user named as UTF-8 text. Errors as in <see cref="ReadNamedBytes"/>.</summary>
    public static string ReadNamedText(string path, Budget limit) => Decode(ReadNamedBytes(path, limit));

    /// <summary>Returns what a path leads to. Links are followed.</summary>
    public static FileKind FindKind(string path) => (SystemCalls.AreAvailable ? SystemCalls.FindKind(path) : null)
        ?? (File.Exists(path) ? FileKind.Regular : Directory.Exists(path) ? FileKind.Folder : FileKind.Missing);

    /// <summary>
    /// Returns the length in bytes of the regular file that a path leads to. Links are followed. 0 when it leads to none.
    /// </summary>
    public static long FindLength(string path)
    {
        if (FindKind(path) != FileKind.Regular)
        {
            return 0;
        }

        var file = new FileInfo(path);
        file = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return file is { Exists: true } ? file.Length : 0;
    }

    /// <summary>
    /// Returns the full path that a file names, as <c>.git</c> and <c>commondir</c> do. A relative one starts at <paramref name="folder"/>.
    /// </summary>
    /// <exception cref="ForeignFileException">It is no path: it contains a NUL.</exception>
    public static string GetNamedPath(string path, string folder)
    {
        ArgumentNullException.ThrowIfNull(path);
        return !path.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(path, folder)
            : throw new ForeignFileException($"a file that should name a path, for '{folder}', names none");
    }

    /// <summary>
    /// Follows the links of a path. The result contains no link below <paramref name="root"/>, and it is inside of <paramref name="root"/>.
    /// The file itself need not exist.
    /// </summary>
    /// <param name="root">A full path. It may itself contain links.</param>
    /// <param name="path">A path relative to <paramref name="root"/>, or a full path inside of it.</param>
    /// <exception cref="ForeignFileException">The path or one of its links leads out of the folder or in a circle.</exception>
    public static string ResolveInside(string root, string path)
    {
        var top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var (open, real) = (new Stack<string>(Split(path, top).Reverse()), top);
        for (var links = 0; open.TryPop(out var name);)
        {
            var next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new ForeignFileException($"'{path}' is a link that leads in a circle");
            }

            foreach (var part in Split(target, real).Reverse())
            {
                open.Push(part);
            }

            real = top;
        }

        return real;

        string[] Split(string next, string folder)
        {
            var relative = Path.GetRelativePath(top, Path.GetFullPath(next, folder));
            return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                && !Path.IsPathRooted(relative)
                ? relative.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)
                : throw new ForeignFileException($"'{path}' is a link out of the repository, or out of the folder that is scanned; such "
                    + "links are not followed");
        }
    }

    private static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static void RequireRegular(string path, FileKind? kind)
    {
        switch (kind)
        {
            case FileKind.Special:
                throw new ForeignFileException($"'{path}' is a pipe, a device or a socket; only a regular file is read");
            case FileKind.Folder:
                throw new UnauthorizedAccessException($"'{path}' is a folder, not a file");
            default:
                return; // a missing file fails when it is opened
        }
    }

    private static ForeignFileException CreateTooLong(string path, Budget limit) =>
        new($"'{path}' is too long; {limit}");

    private static Exception CreateException(string path, int error) => error switch
    {
        SystemCalls.NoSuchFile when Directory.Exists(Path.GetDirectoryName(path)) => new FileNotFoundException($"'{path}' does not exist"),
        SystemCalls.NoSuchFile or SystemCalls.NotADirectory => new DirectoryNotFoundException($"the folder of '{path}' does not exist"),
        SystemCalls.NotPermitted or SystemCalls.AccessDenied => new UnauthorizedAccessException($"Access to the path '{path}' is denied."),
        _ => new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'"),
    };
}
