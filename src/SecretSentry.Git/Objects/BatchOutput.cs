using System.Globalization;
using System.Text;

namespace SecretSentry.Git.Objects;

/// <summary>The output of <c>git cat-file --batch</c>: "id kind length LF content LF", or "id missing LF".</summary>
internal static class BatchOutput
{
    /// <summary>
    /// Objects of this length or longer are not read: together with the LF that follows them they do not fit in an array.
    /// </summary>
    public static readonly long MaxLength = Array.MaxLength - 1;

    /// <summary>
    /// Reads the header of an object. Returns null at the end of the stream. A negative length means that there is no content; Kind then
    /// contains the reason ("missing").
    /// </summary>
    public static (string Id, string Kind, long Length)? ReadHeader(Stream stream)
    {
        Span<byte> line = stackalloc byte[512];
        var length = 0;
        for (int b; (b = stream.ReadByte()) != '\n'; length++)
        {
            if (b < 0)
            {
                return null;
            }

            if (length < line.Length)
            {
                line[length] = (byte)b;
            }
        }

        var parts = Encoding.UTF8.GetString(line[..Math.Min(length, line.Length)]).Split(' ');

        // The line "NAME missing" repeats a name that may contain blanks.
        return parts.Length == 3 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (parts[0], parts[1], size) : (parts[0], parts[^1], -1);
    }

    /// <exception cref="IOException">The stream ended early, or the object does not fit in memory.</exception>
    public static ReadOnlySpan<byte> ReadContent(Stream stream, long length, ref byte[] buffer)
    {
        if (length >= MaxLength)
        {
            throw new IOException("the object is larger than 2 GB");
        }

        if (buffer.Length < length + 1)
        {
            buffer = new byte[Math.Max(length + 1, Math.Min(buffer.Length * 2L, Array.MaxLength))];
        }

        stream.ReadExactly(buffer, 0, (int)length + 1); // including the LF that follows the content
        return buffer.AsSpan(0, (int)length);
    }
}
