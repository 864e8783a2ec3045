using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Text;

/// <summary>A quote as it is written before a value, and therefore also after it.</summary>
/// <param name="Length">Length in bytes, including the backslashes before it. 0 when there is no quote.</param>
/// <param name="Character">The quote, or the first byte of the escape that represents it.</param>
/// <param name="Depth">Number of backslashes, or one for an entity.</param>
/// <param name="IsTriple">Whether the quote is written three times.</param>
internal readonly record struct Quotation(int Length, byte Character, int Depth, bool IsTriple)
{
    /// <summary>Maximum number of backslashes. The quotes of JSON within JSON within a string have seven.</summary>
    public const int MaxDepth = 7;

    private static readonly byte[][] Entities =
        ["&quot;"u8.ToArray(), "&#34;"u8.ToArray(), "&#39;"u8.ToArray(), "&apos;"u8.ToArray(), "%22"u8.ToArray(), "%27"u8.ToArray(),
        "\\u0022"u8.ToArray(), "\\u0027"u8.ToArray()];

    /// <summary>The kind of quote that the judge sees.</summary>
    public QuoteMark Mark => Character switch
    {
        0 => QuoteMark.None,
        (byte)'"' => QuoteMark.Double,
        (byte)'\'' => QuoteMark.Single,
        (byte)'`' => QuoteMark.Back,
        _ => QuoteMark.Entity,
    };

    /// <summary>Reads a quote that is written as an escape at the start of <paramref name="text"/>.</summary>
    public static Quotation ReadEntity(ReadOnlySpan<byte> text)
    {
        foreach (var entity in Entities)
        {
            if (text.StartsWith(entity))
            {
                return new(entity.Length, entity[0], 1, false);
            }
        }

        return default;
    }

    /// <summary>
    /// Returns the end of the value that starts at <paramref name="start"/>, before the same quote. Negative when there is none within
    /// reach.
    /// </summary>
    public int FindEnd(ReadOnlySpan<byte> text, int start)
    {
        var rest = text[start..Math.Min(text.Length, start + MatchLimits.MaxValueLength)];
        var opening = text.Slice(start - Length, Length);
        var end = Depth > 0 || IsTriple ? rest.IndexOf(opening) : FindEndOnLine(rest);
        return end < 0 ? -1 : start + end;
    }

    private int FindEndOnLine(ReadOnlySpan<byte> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == Character)
            {
                return i;
            }

            if (rest[i] == '\\')
            {
                i++;
            }
            else if (ByteText.IsBreak(rest[i]) && Character != '`')
            {
                return -1;
            }
        }

        return -1;
    }
}
