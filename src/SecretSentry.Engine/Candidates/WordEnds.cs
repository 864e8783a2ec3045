using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Words that a text may end in, by their last letter: of most texts it tells at once that they end in none.</summary>
internal sealed class WordEnds
{
    private readonly byte[][][] _byLast = new byte[256][][];

    /// <param name="words">In small letters, one blank between them.</param>
    public WordEnds(string words)
    {
        All = ByteText.Split(words);
        var byLast = All.ToLookup(word => word[^1]);
        for (var last = 0; last < _byLast.Length; last++)
        {
            _byLast[last] = [.. byLast[ByteText.ToLower((byte)last)]];
        }
    }

    /// <summary>The words.</summary>
    public byte[][] All { get; }

    /// <summary>Whether the text ends in one of them, in any case: as <see cref="ByteText.EndsInAny"/> says.</summary>
    public bool MatchesEnd(ReadOnlySpan<byte> text) => text.Length > 0 && ByteText.EndsInAny(text, _byLast[text[^1]]);
}
