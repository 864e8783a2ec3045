using System.Text;

namespace SecretSentry.Engine.Text;

/// <summary>Case-insensitive ASCII search in bytes.</summary>
internal static class AsciiText
{
    /// <summary>Returns whether <paramref name="word"/> occurs in <paramref name="text"/>, case-insensitive.</summary>
    public static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
        {
            return true;
        }

        var (lower, upper) = ((byte)char.ToLowerInvariant(word[0]), (byte)char.ToUpperInvariant(word[0]));
        while (text.Length >= word.Length)
        {
            var offset = text[..(text.Length - word.Length + 1)].IndexOfAny(lower, upper);
            if (offset < 0)
            {
                return false;
            }

            if (Ascii.EqualsIgnoreCase(text.Slice(offset, word.Length), word))
            {
                return true;
            }

            text = text[(offset + 1)..];
        }

        return false;
    }

    /// <summary>
    /// Returns whether a word (letters, digits, _) starts or ends at <paramref name="position"/>, like <c>\b</c> in a regex.
    /// </summary>
    public static bool IsBoundary(ReadOnlySpan<byte> content, int position) =>
        (position > 0 && IsWord(content[position - 1])) != (position < content.Length && IsWord(content[position]));

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';
}
