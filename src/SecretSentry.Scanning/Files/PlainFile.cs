using System.Runtime.InteropServices;

namespace SecretSentry.Scanning.Files;

/// <summary>
/// Reads whole files with the fewest possible system calls: open, read, close. The runtime's own API adds locks, advice and three look-ups
/// of the file's state. For small files these cost more than the scan. Source: POSIX open(2). The values of the flags are those of the
/// platform's fcntl.h.
/// </summary>
internal static partial class PlainFile
{
    private const int Retries = 100;

    private const int NoSuchFile = 2;
    private const int Interrupted = 4;
    private const int NotADirectory = 20;
    private const int IsADirectory = 21;

    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    private static readonly bool IsDirect = (OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64) || OperatingSystem.IsMacOS();

    /// <summary>Error number for too many symbolic links, or for a link that was not to be followed.</summary>
    private static readonly int TooManyLinks = IsMac ? 62 : 40;

    private static readonly int CloseOnExec = IsMac ? 0x1000000 : 0x80000;

    /// <summary>A pipe without a writer must not block the scan. A pipe that the user named may block.</summary>
    private static readonly int NonBlocking = IsMac ? 4 : 0x800;

    private static readonly int NoFollow = IsMac ? 0x100 : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>
    /// Reads <paramref name="path"/> to its end into <paramref name="buffer"/>, which grows as needed. The content of the buffer after
    /// <paramref name="length"/> is undefined.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened or read. The message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission to read the file is missing (managed implementation only).</exception>
    public static FileOutcome Read(string path, bool followsLinks, int limit, ref byte[] buffer, out int length)
    {
        length = 0;
        if (!IsDirect)
        {
            return ReadManaged(path, followsLinks, limit, ref buffer, out length);
        }

        var file = OpenPatiently(path, CloseOnExec | (followsLinks ? 0 : NoFollow | NonBlocking));
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError() is var error && error is NoSuchFile or NotADirectory ? FileOutcome.Missing
                : error == TooManyLinks && !followsLinks ? FileOutcome.Link
                : throw CreateException();
        }

        try
        {
            return Fill(file, limit, ref buffer, ref length);
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static FileOutcome Fill(int file, int limit, ref byte[] buffer, ref int length)
    {
        while (true)
        {
            var read = ReadSome(file, buffer, length);
            if (read < 0)
            {
                return Marshal.GetLastPInvokeError() == IsADirectory ? FileOutcome.Missing : throw CreateException();
            }

            length += read;
            if (read == 0)
            {
                return FileOutcome.Read;
            }

            if (length > limit)
            {
                return FileOutcome.TooLong;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    private static unsafe int ReadSome(int file, byte[] buffer, int from)
    {
        for (var attempt = 0; ; attempt++)
        {
            fixed (byte* start = &buffer[from])
            {
                var read = Read(file, start, buffer.Length - from);
                if (read >= 0 || Marshal.GetLastPInvokeError() != Interrupted || attempt == Retries)
                {
                    return (int)read;
                }
            }
        }
    }

    private static int OpenPatiently(string path, int flags)
    {
        for (var attempt = 0; ; attempt++)
        {
            var file = Open(path, flags);
            if (file >= 0 || Marshal.GetLastPInvokeError() != Interrupted || attempt == Retries)
            {
                return file;
            }
        }
    }

    private static IOException CreateException() => new(Marshal.GetLastPInvokeErrorMessage());

    private static FileOutcome ReadManaged(string path, bool followsLinks, int limit, ref byte[] buffer, out int length)
    {
        length = 0;
        var info = new FileInfo(path);
        if (!followsLinks && info.LinkTarget is not null)
        {
            return FileOutcome.Link;
        }

        if (!info.Exists)
        {
            return FileOutcome.Missing;
        }

        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        for (int read; (read = RandomAccess.Read(file, buffer.AsSpan(length), length)) > 0;)
        {
            length += read;
            if (length > limit)
            {
                return FileOutcome.TooLong;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        return FileOutcome.Read;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint Read(int file, byte* buffer, nint count);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
