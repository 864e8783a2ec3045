using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Text;

/// <summary>A quote as it was written before a value, and so behind it.</summary>
/// <param name="Length">Bytes, with the backslashes before it; 0 for none.</param>
/// <param name="Character">The quote, or the first byte of the escape that stands for one.</param>
/// <param name="Depth">Backslashes, or one for an entity.</param>
/// <param name="IsTriple">Whether three of them stand there.</param>
internal readonly record struct Quotation(int Length, byte Character, int Depth, bool IsTriple)
{
    /// <summary>Backslashes that are read: the quotes of JSON within JSON within a string have seven.</summary>
    public const int MaxDepth = 7;

    private static readonly byte[][] Entities =
        ["&quot;"u8.ToArray(), "&#34;"u8.ToArray(), "&#39;"u8.ToArray(), "&apos;"u8.ToArray(), "%22"u8.ToArray(), "%27"u8.ToArray(),
        "\\u0022"u8.ToArray(), "\\u0027"u8.ToArray()];

    /// <summary>What is told of it to the judge.</summary>
    public QuoteMark Mark => Character switch
    {
        0 => QuoteMark.None,
        (byte)'"' => QuoteMark.Double,
        (byte)'\'' => QuoteMark.Single,
        (byte)'`' => QuoteMark.Back,
        _ => QuoteMark.Entity,
    };

    /// <summary>A quote written as an escape at the start of <paramref name="text"/>.</summary>
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

    /// <summary>Where the value that starts at <paramref name="start"/> ends, before the same quote; negative for none in reach.</summary>
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
