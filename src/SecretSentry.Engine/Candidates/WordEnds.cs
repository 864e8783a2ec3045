using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Words that a text may end in, by their last letter. The last letter rules out most texts immediately.</summary>
internal sealed class WordEnds
{
    private readonly byte[][][] _byLast = new byte[256][][];

    /// <param name="words">The words, in lower case, separated by one blank.</param>
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

    /// <summary>Returns whether the text ends in one of the words, case-insensitive, like <see cref="ByteText.EndsInAny"/>.</summary>
    public bool MatchesEnd(ReadOnlySpan<byte> text) => text.Length > 0 && ByteText.EndsInAny(text, _byLast[text[^1]]);
}
