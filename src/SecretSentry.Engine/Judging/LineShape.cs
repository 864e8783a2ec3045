using System.Runtime.CompilerServices;

namespace SecretSentry.Engine.Judging;

/// <summary>The shape of a line's beginning: runs of small letters, capitals and digits count as one character each.</summary>
[SkipLocalsInit] // buffers are written before they are read
internal static class LineShape
{
    /// <summary>Characters of a shape.</summary>
    public const int Length = 6;

    private const int MaxLooked = 60;

    /// <summary>Writes the shape of a line, filled with zeros.</summary>
    public static void Write(ReadOnlySpan<byte> line, Span<byte> shape)
    {
        shape.Clear();
        var (count, last) = (0, (byte)0);
        foreach (var b in line.TrimStart(" \t"u8)[..Math.Min(MaxLooked, line.TrimStart(" \t"u8).Length)])
        {
            var kind = ByteText.IsDigit(b) ? (byte)'0' : ByteText.IsUpper(b) ? (byte)'A' : ByteText.IsLetter(b) ? (byte)'a' : b;
            if (kind != last)
            {
                if (count == Length)
                {
                    return;
                }

                shape[count++] = kind;
                last = kind;
            }
        }
    }

    /// <summary>Lines of <paramref name="text"/> that have the shape.</summary>
    public static int CountSame(ReadOnlySpan<byte> text, ReadOnlySpan<byte> shape)
    {
        Span<byte> other = stackalloc byte[Length];
        var count = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            Write(line, other);
            count += line.Length > 2 && other.SequenceEqual(shape) ? 1 : 0;
            text = end < 0 ? default : text[(end + 1)..];
        }

        return count;
    }
}
