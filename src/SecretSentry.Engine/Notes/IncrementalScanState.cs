using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Notes;

/// <summary>
/// What a scanner recorded about one content: where literals of its rules may occur, where encoded text occurs, and which of these
/// locations are ruled out. Only the parts of a later version that are not copied from this content have to be searched. May be used by one
/// thread at a time.
/// </summary>
public sealed class IncrementalScanState
{
    /// <summary>A content with more escapes than this is searched for encoded text again each time.</summary>
    internal const int MostEscapes = 1 << 20;

    /// <summary>Whether anything has been recorded. False for a new or cleared instance, and for UTF-16 and UTF-32 content.</summary>
    public bool HasData { get; private set; }

    /// <summary>Length of the content in bytes.</summary>
    internal int Length { get; private set; }

    internal ContentKind Kind { get; private set; }

    /// <summary>Whether the content contains NUL bytes.</summary>
    internal bool ContainsNul { get; set; }

    /// <summary>Possible occurrences of literals, by ascending <see cref="LiteralOccurrence.Offset"/>.</summary>
    internal OrderedList<LiteralOccurrence> Occurrences { get; } = new();

    /// <summary>
    /// The <see cref="Paths.PathFacts.Key"/> under which judged rules marked locations and runs as ruled out. Under another key these marks
    /// are not valid.
    /// </summary>
    internal int JudgedKey { get; set; }

    /// <summary>Whether encoded text was searched for and <see cref="Escapes"/> could contain all escapes.</summary>
    internal bool KnowsRuns { get; set; }

    /// <summary>Encoded runs, in the order of <see cref="EncodedRun.CompareTo"/>.</summary>
    internal OrderedList<EncodedRun> Runs { get; } = new();

    /// <summary>Single escapes, by ascending offset.</summary>
    internal OrderedList<Escape> Escapes { get; } = new();

    /// <summary>Removes everything that was recorded.</summary>
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
