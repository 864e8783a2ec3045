using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Decoding;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Searches quoted-printable text for needles (RFC 2045, 6.7): =41 is a character, and a line that ends with an equals sign continues on
/// the next line. Use one instance per thread.
/// </summary>
internal sealed class QuotedPrintable(NeedleSearch search)
{
    /// <summary>A longer text is decoded in parts that overlap.</summary>
    private const int MaxPart = 1 << 20;

    private byte[] _decoded = [];
    private int[] _origins = [];

    /// <summary>
    /// Returns whether decoded text contains a needle across a decoded place. With a list, all such occurrences are added to it.
    /// </summary>
    public bool Search(ReadOnlySpan<byte> content, List<LayerMatch>? found)
    {
        var (reach, isFound) = (search.Reach, false);
        for (var first = FindEscape(content, 0); first >= 0;)
        {
            var (last, next) = (first, first);
            while (next >= 0 && next - last <= reach && next - first <= MaxPart)
            {
                last = next;
                next = FindEscape(content, next + 1);
            }

            var from = Math.Max(0, first - reach);
            isFound |= SearchPart(content[from..Math.Min(content.Length, last + reach)], from, found);
            if (isFound && found is null)
            {
                return true;
            }

            first = next;
        }

        return isFound;
    }

    private bool SearchPart(ReadOnlySpan<byte> part, int from, List<LayerMatch>? found)
    {
        var length = Decode(part);
        ReadOnlySpan<byte> decoded = _decoded.AsSpan(0, length);
        var isFound = false;
        if (!search.IsInForms(decoded))
        {
            return false;
        }

        foreach (var match in search.FindForms(decoded))
        {
            var (start, end) = (_origins[match.Start], _origins[match.Start + match.Length]);
            if (end - start > match.Length)
            {
                isFound = true;
                found?.Add(new(match.Needle, match.Form,
                    new(from + start, from + end, "quoted-printable", EncodedDigits.Text, ContentKind.Text)));
            }
        }

        return isFound;
    }

    /// <summary>Decodes a text. Returns the number of decoded bytes. The origin of each is the offset of its first byte.</summary>
    private int Decode(ReadOnlySpan<byte> part)
    {
        if (_decoded.Length < part.Length)
        {
            (_decoded, _origins) = (new byte[part.Length], new int[part.Length + 1]);
        }

        var length = 0;
        for (var offset = 0; offset < part.Length;)
        {
            _origins[length] = offset;
            var taken = ReadEscape(part[offset..], out var value);
            if (value >= 0)
            {
                _decoded[length++] = taken > 0 ? (byte)value : part[offset];
            }

            offset += Math.Max(taken, 1);
        }

        _origins[length] = part.Length;
        return length;
    }

    /// <summary>Returns the offset of the next escape; negative when there is none.</summary>
    private static int FindEscape(ReadOnlySpan<byte> content, int from)
    {
        while (from < content.Length && content[from..].IndexOf((byte)'=') is >= 0 and var next)
        {
            if (ReadEscape(content[(from + next)..], out _) > 0)
            {
                return from + next;
            }

            from += next + 1;
        }

        return -1;
    }

    /// <summary>Returns the length of the escape at the start of a text; 0 when there is none. The value of a joined line is -1.</summary>
    private static int ReadEscape(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text[0] != '=')
        {
            return 0;
        }

        if (text is [_, (byte)'\n', ..] or [_, (byte)'\r', (byte)'\n', ..])
        {
            value = -1;
            return text[1] == '\n' ? 2 : 3;
        }

        if (text.Length < 3 || !char.IsAsciiHexDigit((char)text[1]) || !char.IsAsciiHexDigit((char)text[2]))
        {
            return 0;
        }

        value = (GetHexValue(text[1]) * 16) + GetHexValue(text[2]);
        return 3;
    }

    private static int GetHexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
