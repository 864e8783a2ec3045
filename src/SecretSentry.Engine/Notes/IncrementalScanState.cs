using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Notes;

/// <summary>
/// What a scanner noted of one content: where literals of its rules may stand, where encoded text stands, and which of both have led to
/// nothing. A later version of the content needs to be looked at only where it is not copied from this one. One thread at a time.
/// </summary>
public sealed class IncrementalScanState
{
    /// <summary>A content with more escapes is searched for encoded text anew each time.</summary>
    internal const int MostEscapes = 1 << 20;

    /// <summary>Whether anything has been noted; false when new, when cleared, and for UTF-16 and UTF-32.</summary>
    public bool HasData { get; private set; }

    /// <summary>Bytes of the content.</summary>
    internal int Length { get; private set; }

    internal ContentKind Kind { get; private set; }

    /// <summary>Literals that may stand in it, by ascending <see cref="LiteralOccurrence.Offset"/>.</summary>
    internal OrderedList<LiteralOccurrence> Occurrences { get; } = new();

    /// <summary>
    /// The <see cref="Paths.PathFacts.Key"/> under which judged rules marked places and runs as fruitless; under another one these marks
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
        (HasData, KnowsRuns, JudgedKey) = (false, false, 0);
        Occurrences.Clear();
        Runs.Clear();
        Escapes.Clear();
    }

    internal void Begin(int length, ContentKind kind)
    {
        Clear();
        (HasData, Length, Kind) = (true, length, kind);
    }
}
