using System.Runtime.InteropServices;

namespace SecretSentry.Files;

/// <summary>
/// Reads whole files with the fewest possible system calls: open, read, close. The runtime's own API adds locks, advice and three look-ups
/// of the file's state. For small files these cost more than the scan. A pipe or a device without content is read as empty, unless links
/// are followed: then the user named it, and a pipe may block.
/// </summary>
public static class PlainFile
{
    /// <summary>
    /// Reads <paramref name="path"/> to its end into <paramref name="buffer"/>, which grows as needed. The content of the buffer after
    /// <paramref name="length"/> is undefined.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened or read. The message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission to read the file is missing (managed implementation only).</exception>
    public static FileOutcome Read(string path, bool followsLinks, int limit, ref byte[] buffer, out int length)
    {
        length = 0;
        if (!SystemCalls.AreAvailable)
        {
            return ReadManaged(path, followsLinks, limit, ref buffer, out length);
        }

        var file = SystemCalls.OpenPatiently(path,
            SystemCalls.CloseOnExec | (followsLinks ? 0 : SystemCalls.NoFollow | SystemCalls.NonBlocking));
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError() is var error && error is SystemCalls.NoSuchFile or SystemCalls.NotADirectory
                ? FileOutcome.Missing
                : error == SystemCalls.TooManyLinks && !followsLinks ? FileOutcome.Link
                : throw CreateException();
        }

        try
        {
            return Fill(file, limit, ref buffer, ref length);
        }
        finally
        {
            _ = SystemCalls.Close(file);
        }
    }

    private static FileOutcome Fill(int file, int limit, ref byte[] buffer, ref int length)
    {
        while (true)
        {
            var read = SystemCalls.ReadSome(file, buffer, length);
            if (read < 0)
            {
                return Marshal.GetLastPInvokeError() == SystemCalls.IsADirectory ? FileOutcome.Missing : throw CreateException();
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
}
