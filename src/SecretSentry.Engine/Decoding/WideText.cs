namespace SecretSentry.Engine.Decoding;

/// <summary>
/// The ASCII text in UTF-16 or UTF-32 that lies between other bytes: strings of a compiled program, or lines that PowerShell appended to
/// an ASCII file. Byte order and alignment do not matter, because the text is found by its pattern: one character, then one or three NUL
/// bytes.
/// Its buffers are reused. Use one instance per thread.
/// </summary>
internal sealed class WideText
{
    /// <summary>Minimum number of characters of a run. No issuer's token is shorter.</summary>
    public const int MinLength = 12;

    private readonly List<Run> _runs = [];
    private byte[] _text = [];
    private int _length;

    /// <summary>The text, one byte per character. A line end follows every run. Valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _text.AsSpan(0, _length);

    /// <summary>Collects the runs of a content. Returns whether there are any.</summary>
    public bool Read(ReadOnlySpan<byte> content)
    {
        (_length, var offset) = (0, 0);
        _runs.Clear();
        while (offset < content.Length && content[offset..].IndexOf((byte)0) is >= 0 and var distance)
        {
            var zero = offset + distance;
            var unit = zero == 0 || !Decoders.IsPrintable(content[zero - 1]) ? 0 : FindUnit(content[zero..]);
            offset = unit > 0 ? ReadRun(content, zero - 1, unit) : SkipZeros(content, zero);
        }

        return _length > 0;
    }

    /// <summary>Returns the bytes of the content from the first to the last character of a part of <see cref="Bytes"/>.</summary>
    public (int Start, int End) GetSpan(int start, int end) => (GetOffset(start), GetOffset(end - 1) + 1);

    /// <summary>Returns the name of the encoding of a character of <see cref="Bytes"/>.</summary>
    public string GetEncoding(int offset) => FindRun(offset).Unit == 2 ? "utf-16" : "utf-32";

    private int GetOffset(int offset) => FindRun(offset) is var run ? run.Origin + ((offset - run.Start) * run.Unit) : 0;

    private Run FindRun(int offset)
    {
        var (low, high) = (0, _runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _runs[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return _runs[low];
    }

    /// <summary>Returns the number of bytes per character when a character follows the first NUL bytes; otherwise 0.</summary>
    private static int FindUnit(ReadOnlySpan<byte> zeros) => zeros switch
    {
        [_, var next, ..] when Decoders.IsPrintable(next) => 2,
        [_, 0, 0, var next, ..] when Decoders.IsPrintable(next) => 4,
        _ => 0,
    };

    private static int SkipZeros(ReadOnlySpan<byte> content, int zero) =>
        content[zero..].IndexOfAnyExcept((byte)0) is >= 0 and var length ? zero + length : content.Length;

    /// <summary>Adds the run if it is long enough. Returns the offset after its last character.</summary>
    private int ReadRun(ReadOnlySpan<byte> content, int start, int unit)
    {
        var end = start;
        while (end + unit < content.Length && Decoders.IsPrintable(content[end + unit])
            && !content[(end + 1)..(end + unit)].ContainsAnyExcept((byte)0))
        {
            end += unit;
        }

        var length = ((end - start) / unit) + 1;
        if (length >= MinLength)
        {
            Add(content, new(_length, start, unit), length);
        }

        return end + 1;
    }

    private void Add(ReadOnlySpan<byte> content, Run run, int length)
    {
        if (_text.Length < _length + length + 1)
        {
            Array.Resize(ref _text, Math.Max(_length + length + 1, 2 * _text.Length));
        }

        for (var i = 0; i < length; i++)
        {
            _text[_length++] = content[run.Origin + (i * run.Unit)];
        }

        _text[_length++] = (byte)'\n';
        _runs.Add(run);
    }

    /// <param name="Start">Offset of its first character in the text.</param>
    /// <param name="Origin">Offset of its first character in the content.</param>
    /// <param name="Unit">Number of bytes per character.</param>
    private readonly record struct Run(int Start, int Origin, int Unit);
}
