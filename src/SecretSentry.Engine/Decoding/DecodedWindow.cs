using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>
/// A run as the rules see it: some of the text before it, its decoded bytes, and some of the text after it. It also maps offsets in this
/// view back to offsets in the text. Its buffers are reused from one run to the next.
/// </summary>
internal sealed class DecodedWindow
{
    /// <summary>Number of bytes of the text before the run: enough for a keyword, a name and an operator.</summary>
    public const int Before = 128;

    /// <summary>Number of bytes of the text after the run: enough for a quote or a boundary.</summary>
    public const int After = 64;

    /// <summary>Of a longer run, only this many characters are decoded.</summary>
    public const int MaxRunLength = 8 << 20;

    private byte[] _bytes = [];
    private int[] _origins = [];
    private EncodedRun _run;
    private int _length;

    /// <summary>Offset of the first decoded byte.</summary>
    public int DecodedStart { get; private set; }

    /// <summary>Offset after the last decoded byte.</summary>
    public int DecodedEnd { get; private set; }

    /// <summary>Whether the decoded bytes were UTF-16LE and are narrowed here.</summary>
    public bool IsWide { get; private set; }

    /// <summary>The bytes of the view. Valid until the next call of <see cref="TryShow"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Decodes <paramref name="run"/>. Returns false when the result is not text.</summary>
    public bool TryShow(ReadOnlySpan<byte> text, EncodedRun run)
    {
        _run = run;
        var before = text[Math.Max(0, run.Start - Before)..run.Start];
        var after = text[run.End..Math.Min(text.Length, run.End + After)];
        var encoded = text[run.Start..(run.Start + Math.Min(run.End - run.Start, run.IsEscapes ? int.MaxValue : MaxRunLength))];
        Reserve(before.Length + encoded.Length + after.Length);
        before.CopyTo(_bytes);
        DecodedStart = before.Length;
        var decoded = _bytes.AsSpan(DecodedStart);
        var length = run.Encoding switch
        {
            RunEncoding.Base64 => Decoders.DecodeBase64(encoded, decoded),
            RunEncoding.Hex => Decoders.DecodeHex(encoded, decoded),
            _ => Unescape(encoded, decoded),
        };
        IsWide = !run.IsEscapes && Decoders.IsWide(decoded[..length]);
        length = IsWide ? Narrow(decoded[..length]) : length;
        DecodedEnd = DecodedStart + length;
        after.CopyTo(_bytes.AsSpan(DecodedEnd));
        _length = DecodedEnd + after.Length;
        return run.IsEscapes || Decoders.IsText(decoded[..length]);
    }

    /// <summary>Returns the offset in the text for a start at <paramref name="offset"/> of the view.</summary>
    public int StartInText(int offset) => offset < DecodedStart ? _run.Start - DecodedStart + offset
        : offset >= DecodedEnd ? _run.End + offset - DecodedEnd
        : _run.IsEscapes ? _run.Start + _origins[offset - DecodedStart] : _run.Start;

    /// <summary>Returns the offset in the text for an end at <paramref name="offset"/> of the view.</summary>
    public int EndInText(int offset) => offset <= DecodedStart ? _run.Start - DecodedStart + offset
        : offset >= DecodedEnd ? _run.End + offset - DecodedEnd
        : _run.IsEscapes ? _run.Start + _origins[offset - DecodedStart] : _run.End;

    /// <summary>
    /// Returns the bytes of the text that encode the part of the view from <paramref name="start"/> to <paramref name="end"/>. Digits that
    /// also encode a byte next to the part are left out. When no digit remains, the result is the whole run.
    /// </summary>
    public (int Start, int End) GetSpanInText(int start, int end)
    {
        if (_run.IsEscapes)
        {
            return (StartInText(start), EndInText(end));
        }

        var from = start < DecodedStart || start >= DecodedEnd ? StartInText(start) : _run.Start + CountDigits(start, roundsUp: true);
        var to = end <= DecodedStart || end > DecodedEnd ? EndInText(end) : _run.Start + CountDigits(end, roundsUp: false);
        return from < to ? (from, to) : (StartInText(start), EndInText(end));
    }

    /// <summary>Returns the number of digits that encode the decoded bytes before an offset of the view.</summary>
    private int CountDigits(int offset, bool roundsUp)
    {
        var bits = 8L * (offset - DecodedStart) * (IsWide ? 2 : 1);
        return (int)(_run.Encoding == RunEncoding.Hex ? bits / 4 : (bits + (roundsUp ? 5 : 0)) / 6);
    }

    private void Reserve(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = new byte[Math.Max(length, 2 * _bytes.Length)];
        }
    }

    private int Unescape(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        if (_origins.Length < encoded.Length)
        {
            _origins = new int[encoded.Length];
        }

        var length = 0;
        for (var offset = 0; offset < encoded.Length; length++)
        {
            _origins[length] = offset;
            if (encoded[offset] is (byte)'%' or (byte)'\\' or (byte)'&'
                && Escapes.Read(encoded, offset, out var encoding, out var value) is > 0 and var taken && encoding == _run.Encoding)
            {
                decoded[length] = value;
                offset += taken;
            }
            else
            {
                decoded[length] = encoded[offset++];
            }
        }

        return length;
    }

    private static int Narrow(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length / 2; i++)
        {
            bytes[i] = bytes[(2 * i) + 1] == 0 ? bytes[2 * i] : (byte)0xFF;
        }

        return bytes.Length / 2;
    }
}
