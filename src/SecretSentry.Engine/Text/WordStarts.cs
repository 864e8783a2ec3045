using System.Runtime.CompilerServices;

namespace SecretSentry.Engine.Text;

/// <summary>Words that may begin at an offset, by their first two bytes. These rule out most texts immediately.</summary>
internal sealed class WordStarts
{
    /// <summary>The bits that identify a letter in either case.</summary>
    private const int LetterBits = 31;

    /// <summary>
    /// For each first byte, a bit for each second byte, by the bits of a letter. All bits are set for a word of one byte.
    /// </summary>
    private readonly uint[] _seconds = new uint[LetterBits + 1];

    /// <param name="words">The words, in lower case and not empty.</param>
    public WordStarts(IEnumerable<byte[]> words)
    {
        foreach (var word in words)
        {
            _seconds[word[0] & LetterBits] |= word.Length > 1 ? 1u << (word[1] & LetterBits) : uint.MaxValue;
        }
    }

    /// <summary>
    /// Returns whether one of the words, case-insensitive, may begin at <paramref name="offset"/>, with at least one byte after its first.
    /// False is certain.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBegin(ReadOnlySpan<byte> text, int offset) =>
        offset + 1 < text.Length && (_seconds[text[offset] & LetterBits] >> (text[offset + 1] & LetterBits) & 1) != 0;
}
