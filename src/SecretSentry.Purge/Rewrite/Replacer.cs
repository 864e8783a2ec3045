using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Decoding;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Rewrite;

/// <summary>
/// Removes needles from contents, one needle after another in their order, as git-filter-repo does. Each form of a needle is replaced from
/// left to right, without overlaps. Wide characters are replaced first where they are aligned, because text in one byte order can look like
/// text in the other byte order one byte further on. Then needles in decoded text are replaced. All other bytes stay unchanged. This class
/// is thread-safe.
/// </summary>
internal sealed class Replacer(IReadOnlyList<Needle> needles)
{
    /// <summary>
    /// Maximum number of times that a content is decoded again. Text that is still found after that stays, and the proof reports it.
    /// </summary>
    private const int MaxRounds = 8;

    /// <summary>The search for the needles.</summary>
    public NeedleSearch Search { get; } = new(needles);

    /// <summary>
    /// Returns the content without needles; null when it contains none. <paramref name="count"/> is the number of replaced occurrences.
    /// </summary>
    /// <param name="content">Content of an object.</param>
    /// <param name="fill">Returns the replacement; null to use each form's own replacement.</param>
    /// <param name="count">Number of replaced occurrences.</param>
    public byte[]? Replace(ReadOnlySpan<byte> content, Func<byte[], byte[]>? fill, out int count)
    {
        count = 0;
        if (!Search.IsIn(content))
        {
            return null;
        }

        var current = content.ToArray();
        foreach (var needle in needles)
        {
            current = needle.Regex is null ? ReplaceForms(current, needle, fill, ref count)
                : ReplacePattern(current, needle, fill, ref count);
        }

        return ReplaceLayers(current, fill, ref count);
    }

    /// <summary>
    /// Replaces the bytes that encode a needle in decoded text. Digits are replaced by the same number of digits, so that the text around
    /// the needle can still be decoded.
    /// </summary>
    private byte[] ReplaceLayers(byte[] content, Func<byte[], byte[]>? fill, ref int count)
    {
        for (var round = 0; round < MaxRounds && Search.FindInLayers(content) is { Count: > 0 } found; round++)
        {
            var (result, from) = (new List<byte>(content.Length), 0);
            foreach (var match in found.OrderBy(match => match.Span.Start).ThenByDescending(match => match.Span.End))
            {
                if (match.Span.Start >= from)
                {
                    result.AddRange(content.AsSpan(from, match.Span.Start - from));
                    result.AddRange(BuildReplacement(match, fill));
                    from = match.Span.End;
                    count++;
                }
            }

            result.AddRange(content.AsSpan(from));
            content = [.. result];
        }

        return content;
    }

    private byte[] BuildReplacement(LayerMatch match, Func<byte[], byte[]>? fill)
    {
        var unit = match.Span.Kind.GetUnitLength();
        var length = (match.Span.End - match.Span.Start) / unit;
        var put = Search.GetForm(match).Replacement;
        put = match.Span.Digits switch
        {
            EncodedDigits.Base64 => Escapes.CreateFiller("REMOVED", length),
            EncodedDigits.Hex => Escapes.CreateFiller("0", length),
            _ => fill is null ? put : fill(put),
        };
        return Widen(put, match.Span.Kind, unit);
    }

    /// <summary>Returns the text in the character encoding of the content. Contents of one byte per character stay as they are.</summary>
    private static byte[] Widen(byte[] text, ContentKind kind, int unit) => unit == 1 ? text
        : (kind switch
        {
            ContentKind.Utf16LittleEndian => Encoding.Unicode,
            ContentKind.Utf16BigEndian => Encoding.BigEndianUnicode,
            ContentKind.Utf32LittleEndian => new UTF32Encoding(bigEndian: false, byteOrderMark: false),
            _ => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        }).GetBytes(Encoding.UTF8.GetString(text));

    private static byte[] ReplaceForms(byte[] content, Needle needle, Func<byte[], byte[]>? fill, ref int count)
    {
        foreach (var form in needle.Forms)
        {
            content = ReplaceForm(content, form, form.Unit, fill, ref count);
        }

        foreach (var form in needle.Forms.Where(form => form.Unit > 1))
        {
            content = ReplaceForm(content, form, 1, fill, ref count);
        }

        return content;
    }

    /// <summary>Replaces one form at offsets that are multiples of <paramref name="unit"/>.</summary>
    private static byte[] ReplaceForm(byte[] content, NeedleForm form, int unit, Func<byte[], byte[]>? fill, ref int count)
    {
        if (content.AsSpan().IndexOf(form.Bytes) < 0)
        {
            return content;
        }

        var (result, put, from) = (new List<byte>(content.Length), fill is null ? form.Replacement : fill(form.Replacement), 0);
        for (var offset = 0; content.AsSpan(offset).IndexOf(form.Bytes) is >= 0 and var next;)
        {
            offset += next;
            if (offset % unit != 0)
            {
                offset++;
                continue;
            }

            result.AddRange(content.AsSpan(from, offset - from));
            result.AddRange(put);
            offset += form.Bytes.Length;
            from = offset;
            count++;
        }

        result.AddRange(content.AsSpan(from));
        return [.. result];
    }

    private static byte[] ReplacePattern(byte[] content, Needle needle, Func<byte[], byte[]>? fill, ref int count)
    {
        var occurrences = 0;
        var (text, put) = (Encoding.Latin1.GetString(content),
            PythonPattern.TranslateReplacement(Encoding.Latin1.GetString(needle.Replacement)));
        var result = needle.Regex!.Replace(text, match =>
        {
            occurrences++;
            var own = match.Result(put);
            return fill is null ? own : Encoding.Latin1.GetString(fill(Encoding.Latin1.GetBytes(own)));
        });
        count += occurrences;
        return occurrences == 0 ? content : Encoding.Latin1.GetBytes(result);
    }
}
