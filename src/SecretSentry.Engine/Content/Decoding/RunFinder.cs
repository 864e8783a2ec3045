using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Content.Decoding.Kernels;

namespace SecretSentry.Engine.Content.Decoding;

/// <summary>
/// Names the spans of a text that look encoded. A run of base64 or hex is maximal, at least <see cref="MinLength"/> long, and begins with what
/// decodes to printable characters. Escapes that stand at most <see cref="MaxGap"/> apart make one run of their kind. One per thread.
/// </summary>
internal sealed class RunFinder(RunKernel kernel)
{
    /// <summary>Characters; three groups of eight, so that two of them are aligned.</summary>
    public const int MinLength = 24;

    /// <summary>Bytes from the end of one escape to the next of the same run.</summary>
    public const int MaxGap = 64;

    /// <summary>A longer run of escapes is cut in runs that overlap by <see cref="EscapesOverlap"/>.</summary>
    public const int MaxEscapesLength = 1 << 20;

    /// <summary>More than the longest match, each byte as an escape of six.</summary>
    private const int EscapesOverlap = 128 << 10;

    private const int BlocksPerPart = 512; // 32 KiB, what the first-level cache holds

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <summary>A start takes two full groups and one before them that is not.</summary>
    private const int StartsPerBlock = 3;

    private readonly RunHit[] _hits = new RunHit[BlocksPerPart];
    private readonly int[] _places = new int[(BlocksPerPart * StartsPerBlock) + 1];
    private readonly byte[] _tail = new byte[RunKernel.BlockLength + RunKernel.Overreach];
    private readonly EncodedRun[] _open = new EncodedRun[3];
    private readonly int[] _overlaps = new int[3];

    /// <summary>Appends the runs of <paramref name="text"/>; those of one encoding come in order.</summary>
    public void Find(ReadOnlySpan<byte> text, List<EncodedRun> runs)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var whole = Math.Max(0, (text.Length - RunKernel.Overreach) / RunKernel.BlockLength);
        var history = 0U;
        for (var block = 0; block < whole; block += BlocksPerPart)
        {
            var hits = kernel.Find(ref Unsafe.Add(ref start, block * RunKernel.BlockLength), Math.Min(BlocksPerPart, whole - block), ref history, _hits);
            Consider(text, block * RunKernel.BlockLength, hits, runs);
        }

        var rest = whole * RunKernel.BlockLength;
        Array.Clear(_tail); // zero is of no alphabet
        text[rest..].CopyTo(_tail);
        Consider(text, rest, kernel.Find(ref _tail[0], 1, ref history, _hits), runs);
        for (var kind = 0; kind < _open.Length; kind++)
        {
            Close(kind, runs);
        }
    }

    private void Consider(ReadOnlySpan<byte> text, int origin, int hits, List<EncodedRun> runs)
    {
        foreach (var first in _places.AsSpan(0, Sift(ref MemoryMarshal.GetReference(text), Expand(origin, hits))))
        {
            ConsiderRun(text, first, runs);
        }

        foreach (ref readonly var hit in _hits.AsSpan(0, hits))
        {
            for (var escapes = hit.Escapes; escapes != 0; escapes &= escapes - 1)
            {
                ConsiderEscape(text, origin + (hit.Block * RunKernel.BlockLength) + BitOperations.TrailingZeroCount(escapes), runs);
            }
        }
    }

    /// <summary>Offsets of the first full groups; how many. Writes always and moves on by a condition, so that nothing mispredicts.</summary>
    private int Expand(int origin, int hits)
    {
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        var count = 0;
        foreach (ref readonly var hit in _hits.AsSpan(0, hits))
        {
            var (starts, block) = (hit.Starts, origin + (hit.Block * RunKernel.BlockLength) - 8);
            for (var i = 0; i < StartsPerBlock; i++, starts &= starts - 1)
            {
                Unsafe.Add(ref places, count) = block + (8 * BitOperations.TrailingZeroCount(starts));
                count += starts != 0 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>
    /// Keeps the places whose 16 characters can be text in base64: a first character of four, in one of the four phases, has a value below 32,
    /// as the byte it begins is below 0x80; or in hex: every second digit is 0 or 2 to 7. Wherever the groups lie, these lie within
    /// the first 24 characters of the run, of which <see cref="Add"/> demands the same: alignment decides nothing.
    /// </summary>
    private int Sift(ref byte text, int places)
    {
        var kept = 0;
        for (var i = 0; i < places; i++)
        {
            var place = _places[i];
            var v = Vector128.LoadUnsafe(ref text, (nuint)place);
            var low = (Vector128.LessThan(v - Vector128.Create((byte)'A'), Vector128.Create((byte)26)) | Vector128.LessThan(v - Vector128.Create((byte)'a'), Vector128.Create((byte)6))).ExtractMostSignificantBits();
            var digits = (Vector128.LessThan(v - Vector128.Create((byte)'2'), Vector128.Create((byte)6)) | Vector128.Equals(v, Vector128.Create((byte)'0'))).ExtractMostSignificantBits();
            var phases = low & (low >> 4) & (low >> 8) & (low >> 12) & 0xF;
            var pairs = digits & (digits >> 2) & (digits >> 4) & (digits >> 6);
            _places[kept] = place;
            kept += (phases | (pairs & (pairs >> 8) & 3)) != 0 ? 1 : 0;
        }

        return kept;
    }

    /// <param name="text">All of it.</param>
    /// <param name="first">Offset of the first full group; the run starts at most seven bytes before it.</param>
    /// <param name="runs">Receives what passes.</param>
    private static void ConsiderRun(ReadOnlySpan<byte> text, int first, List<EncodedRun> runs)
    {
        var start = first;
        while (start > 0 && Decoders.IsAlphabet(text[start - 1]))
        {
            start--;
        }

        if (start > 0 && text[start - 1] == '\\' && text[start] is (byte)'n' or (byte)'r' or (byte)'t')
        {
            start++; // the letter belongs to the escape of a line end in a string
        }

        var prefix = text[start] == '0' && (text[start + 1] | 0x20) == 'x' ? 2 : 0;
        var (isBase64, isHex) = (Decoders.BeginsAsBase64(text[start..]), Decoders.BeginsAsHex(text[(start + prefix)..]));
        if (isBase64 | isHex)
        {
            Add(text, (start, prefix), isBase64, isHex, runs);
        }
    }

    private static void Add(ReadOnlySpan<byte> text, (int Start, int Prefix) at, bool isBase64, bool isHex, List<EncodedRun> runs)
    {
        var behind = text[at.Start..].IndexOfAnyExcept(Alphabet);
        var end = behind < 0 ? text.Length : at.Start + behind;
        var digits = at.Start + at.Prefix;
        if (isHex && end - digits >= MinLength && Decoders.IsAsciiInHex(text.Slice(digits, MinLength)) && text[digits..end].IndexOfAnyExcept(Digits) < 0)
        {
            runs.Add(new(digits, end, RunEncoding.Hex));
        }

        if (isBase64 && end - at.Start >= MinLength && Decoders.IsAsciiInBase64(text.Slice(at.Start, MinLength)))
        {
            var padded = end;
            while (padded < text.Length && padded < end + 2 && text[padded] == '=')
            {
                padded++;
            }

            runs.Add(new(at.Start, padded, RunEncoding.Base64));
        }
    }

    private void ConsiderEscape(ReadOnlySpan<byte> text, int at, List<EncodedRun> runs)
    {
        if (Escapes.Read(text, at, out var encoding, out _) is not (> 0 and var length))
        {
            return;
        }

        var kind = encoding - RunEncoding.Percent;
        ref var open = ref _open[kind];
        if (open.End > 0 && at - open.End > MaxGap)
        {
            Close(kind, runs);
        }
        else if (open.End > 0 && at - open.Start > MaxEscapesLength)
        {
            runs.Add(open);
            open = open with { Start = _overlaps[kind] };
        }

        open = open.End > 0 ? open with { End = at + length } : new(at, at + length, encoding);
        if (at - open.Start <= MaxEscapesLength - EscapesOverlap)
        {
            _overlaps[kind] = at; // the last escape before the overlap
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
