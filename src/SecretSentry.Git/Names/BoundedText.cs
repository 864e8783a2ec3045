using SecretSentry.Files;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Names;

/// <summary>Reads small text files of a git directory. Whatever their length is, only a bounded part of them is in memory.</summary>
internal static class BoundedText
{
    /// <summary>Number of bytes of a line that are kept. It is longer than any name that git accepts.</summary>
    public const int MaxLength = 8192;

    /// <summary>Returns the beginning of a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static string ReadStart(string path)
    {
        using var file = ForeignFile.OpenStream(path);
        var bytes = new byte[MaxLength];
        return GitProgram.DecodeText(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
    }

    /// <summary>Returns the beginning of each line of a file.</summary>
    /// <exception cref="IOException">The file cannot be read, or it is longer than <see cref="Budgets.GitText"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var file = ForeignFile.OpenStream(path);
        if (file.Length > Budgets.GitText.Value)
        {
            throw new IOException($"it is too long; {Budgets.GitText}");
        }

        var (bytes, length, isInside) = (new byte[8 * MaxLength], 0, false);
        for (int read; (read = file.Read(bytes, length, bytes.Length - length)) > 0;)
        {
            length += read;
            var start = 0;
            for (int end; (end = bytes.AsSpan(start, length - start).IndexOf((byte)'\n')) >= 0; start += end + 1, isInside = false)
            {
                if (!isInside)
                {
                    yield return Decode(bytes, start, end);
                }
            }

            bytes.AsSpan(start, length - start).CopyTo(bytes);
            length -= start;
            if (length == bytes.Length)
            {
                if (!isInside)
                {
                    yield return Decode(bytes, 0, length);
                }

                (length, isInside) = (0, true);
            }
        }

        if (length > 0 && !isInside)
        {
            yield return Decode(bytes, 0, length);
        }
    }

    private static string Decode(byte[] bytes, int start, int length) =>
        GitProgram.DecodeText(bytes.AsSpan(start, Math.Min(length, MaxLength)));
}
