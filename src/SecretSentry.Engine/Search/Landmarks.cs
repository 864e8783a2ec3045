using SecretSentry.Engine.Content;
using SecretSentry.Engine.Content.Decoding;

namespace SecretSentry.Engine.Search;

/// <summary>A range of a content that is copied from another one.</summary>
/// <param name="Source">First byte in the other content.</param>
/// <param name="Start">First byte in this one.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct CopiedRange(int Source, int Start, int Length)
{
    /// <summary>Offset behind the last byte in this content.</summary>
    internal int End => Start + Length;

    /// <summary>Offset behind the last byte in the other content.</summary>
    internal int SourceEnd => Source + Length;

    /// <summary>How much farther from the start it stands here.</summary>
    internal int Distance => Start - Source;

    /// <summary>Whether both contents begin with it.</summary>
    internal bool IsHead => Start == 0 && Source == 0;

    /// <summary>
    /// Whether both contents, this one of <paramref name="length"/> and the other one of <paramref name="sourceLength"/> bytes, end with
    /// it.
    /// </summary>
    internal bool IsTail(int length, int sourceLength) => End == length && SourceEnd == sourceLength;
}

/// <summary>
/// What a scanner noted of one content: where literals of its rules may stand, where encoded text stands, and which of both have led to
/// nothing. A later version of the content needs to be looked at only where it is not copied from this one. One thread at a time.
/// </summary>
public sealed class Landmarks
{
    /// <summary>A content with more escapes is searched for encoded text anew each time.</summary>
    internal const int MostEscapes = 1 << 20;

    /// <summary>Whether anything has been noted; false when new, when cleared, and for UTF-16 and UTF-32.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Bytes of the content.</summary>
    internal int Length { get; private set; }

    internal ContentKind Kind { get; private set; }

    /// <summary>Literals that may stand in it, by ascending <see cref="LiteralPlace.At"/>.</summary>
    internal OrderedList<LiteralPlace> Places { get; } = new();

    /// <summary>
    /// The <see cref="Judging.PathFacts.Key"/> under which judged rules marked places and runs as fruitless; under another one these marks
    /// say nothing.
    /// </summary>
    internal int JudgedKey { get; set; }

    /// <summary>Whether encoded text was looked for, and <see cref="Escapes"/> could hold all.</summary>
    internal bool KnowsRuns { get; set; }

    /// <summary>Encoded runs, ordered as <see cref="EncodedRun.CompareTo"/> says.</summary>
    internal OrderedList<EncodedRun> Runs { get; } = new();

    /// <summary>Single escapes, ascending.</summary>
    internal OrderedList<Escape> Escapes { get; } = new();

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        (IsKnown, KnowsRuns, JudgedKey) = (false, false, 0);
        Places.Clear();
        Runs.Clear();
        Escapes.Clear();
    }

    internal void Begin(int length, ContentKind kind)
    {
        Clear();
        (IsKnown, Length, Kind) = (true, length, kind);
    }
}

/// <summary>The sixteen bytes around <paramref name="At"/> allow the window of a literal to start there.</summary>
/// <param name="At">Offset of the window.</param>
/// <param name="Code">Number of the literal, and in the sign bit <see cref="IsFruitless"/>.</param>
internal readonly record struct LiteralPlace(int At, int Code) : IPlaced
{
    /// <summary>Number of the literal.</summary>
    public int Literal => Code & int.MaxValue;

    /// <summary>
    /// Whether the literal is known not to stand there, or its rule's regex to match nowhere around it, or the judge to find no credential
    /// beside it.
    /// </summary>
    public bool IsFruitless => Code < 0;

    /// <summary>The same place, known to be fruitless.</summary>
    public LiteralPlace Fruitless => new(At, Code | int.MinValue);

    /// <summary>The same place, of which nothing is known.</summary>
    public LiteralPlace Open => new(At, Literal);
}
