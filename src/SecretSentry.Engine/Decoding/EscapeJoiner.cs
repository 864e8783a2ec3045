using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>Joins escapes to runs: those of one kind that are at most <see cref="MaxGap"/> apart.</summary>
internal sealed class EscapeJoiner
{
    /// <summary>Maximum number of bytes from the end of one escape to the next one of the same run.</summary>
    public const int MaxGap = 64;

    /// <summary>A longer run of escapes is cut into runs that overlap by <see cref="Overlap"/>.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>More than the longest match, with each byte as an escape of six bytes.</summary>
    private const int Overlap = 128 << 10;

    private readonly EncodedRun[] _open = new EncodedRun[3];
    private readonly int[] _overlaps = new int[3];

    /// <summary>Starts with a text.</summary>
    public void Begin() => Array.Clear(_open);

    /// <summary>Adds the next escape of the text. A run that ends before it is added to <paramref name="runs"/>.</summary>
    public void Add(Escape escape, List<EncodedRun> runs)
    {
        var (offset, kind) = (escape.Offset, escape.Encoding - RunEncoding.Percent);
        ref var open = ref _open[kind];
        if (open.End > 0 && offset - open.End > MaxGap)
        {
            Close(kind, runs);
        }
        else if (open.End > 0 && offset - open.Start > MaxLength)
        {
            runs.Add(open);
            open = open with { Start = _overlaps[kind] };
        }

        open = open.End > 0 ? open with { End = offset + escape.Length } : new(offset, offset + escape.Length, escape.Encoding);
        if (offset - open.Start <= MaxLength - Overlap)
        {
            _overlaps[kind] = offset; // the last escape before the overlap
        }
    }

    /// <summary>Adds the runs that are still open.</summary>
    public void End(List<EncodedRun> runs)
    {
        for (var kind = 0; kind < _open.Length; kind++)
        {
            Close(kind, runs);
        }
    }

    private void Close(int kind, List<EncodedRun> runs)
    {
        if (_open[kind].End > 0)
        {
            runs.Add(_open[kind]);
        }

        _open[kind] = default;
    }
}
