using System.Text;

namespace SecretSentry.Engine.Text;

/// <summary>
/// Decides whether a text contains one of many words, ignoring the case of ASCII letters. Needs one look-up of two bytes for each position.
/// </summary>
internal sealed class WordSet
{
    private readonly Dictionary<int, byte[][]> _byStart;
    private readonly byte[][] _short;

    public WordSet(IEnumerable<string> words)
    {
        var all = words.Select(word => Encoding.UTF8.GetBytes(word)).ToArray();
        _short = [.. all.Where(word => word.Length < 2)];
        _byStart = all.Where(word => word.Length >= 2).GroupBy(word => Start(word, 0))
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    public bool IsIn(ReadOnlySpan<byte> text)
    {
        foreach (var word in _short)
        {
            if (word.Length == 0 || text.IndexOfAny(char.IsAsciiLetter((char)word[0]) ? (byte)(word[0] ^ 0x20) : word[0], word[0]) >= 0)
            {
                return true;
            }
        }

        for (var offset = 0; offset + 2 <= text.Length; offset++)
        {
            if (_byStart.TryGetValue(Start(text, offset), out var words) && StartsWithAny(words, text[offset..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithAny(byte[][] words, ReadOnlySpan<byte> text)
    {
        foreach (var word in words)
        {
            if (word.Length <= text.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns two bytes as a number, with letters in lower case.</summary>
    private static int Start(ReadOnlySpan<byte> text, int offset) => (Lower(text[offset]) << 8) | Lower(text[offset + 1]);

    private static int Lower(byte value) => char.IsAsciiLetterUpper((char)value) ? value | 0x20 : value;
}
