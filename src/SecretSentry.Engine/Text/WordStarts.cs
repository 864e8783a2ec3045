using System.Runtime.CompilerServices;

namespace SecretSentry.Engine.Text;

/// <summary>Words that may begin somewhere, by their first two bytes: of most texts they tell at once that none does.</summary>
internal sealed class WordStarts
{
    /// <summary>The bits of a letter that tell it, whatever its size.</summary>
    private const int LetterBits = 31;

    /// <summary>For each first byte a bit for each second one, by the bits of a letter; all of them for a word of one byte.</summary>
    private readonly uint[] _seconds = new uint[LetterBits + 1];

    /// <param name="words">In small letters, not empty.</param>
    public WordStarts(IEnumerable<byte[]> words)
    {
        foreach (var word in words)
        {
            _seconds[word[0] & LetterBits] |= word.Length > 1 ? 1u << (word[1] & LetterBits) : uint.MaxValue;
        }
    }

    /// <summary>
    /// Whether one of the words, in any case, and something behind its first byte may stand at <paramref name="offset"/>; no is sure.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBegin(ReadOnlySpan<byte> text, int offset) =>
        offset + 1 < text.Length && (_seconds[text[offset] & LetterBits] >> (text[offset + 1] & LetterBits) & 1) != 0;
}
