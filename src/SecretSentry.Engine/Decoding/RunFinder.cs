using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>
/// Finds the spans of a text that look encoded. A run of base64 or hex is maximal, has at least <see cref="MinLength"/> characters, and
/// begins with characters that decode to printable ones. Escapes near each other form one run of their kind, see
/// <see cref="EscapeJoiner"/>. Use one instance per thread.
/// </summary>
internal sealed class RunFinder(RunKernel kernel)
{
    /// <summary>Minimum number of characters: any 24 bytes contain two whole groups of eight that begin at multiples of eight.</summary>
    public const int MinLength = 24;

    private const int BlocksPerPart = 512; // 32 KiB, the size of the first-level cache

    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <summary>
    /// Most starts in a block of eight groups: each needs two full groups, and a group between it and the next start that is not full.
    /// </summary>
    private const int StartsPerBlock = 3;

    private readonly EncodedSpanCandidate[] _candidates = new EncodedSpanCandidate[BlocksPerPart];
    private readonly int[] _offsets = new int[(BlocksPerPart * StartsPerBlock) + 1];
    private readonly byte[] _tail = new byte[RunKernel.BlockLength + RunKernel.Overreach];
    private readonly EscapeJoiner _joiner = new();
    private int _runStart;
    private int _considered;

    /// <summary>Appends the runs of <paramref name="text"/>, in the order of <see cref="EncodedRun.CompareTo"/>.</summary>
    public void Find(ReadOnlySpan<byte> text, List<EncodedRun> runs)
    {
        var from = runs.Count;
        Begin();
        _joiner.Begin();
        Search(text, (0, text.Length), (0, text.Length), runs, null);
        _joiner.End(runs);
        runs.Sort(from, runs.Count - from, null);
    }

    /// <summary>Starts with another text.</summary>
    public void Begin() => (_runStart, _considered) = (0, -1);

    /// <summary>
    /// Appends the runs of base64 and hex whose first 24 characters lie in <paramref name="window"/>, and the escapes that start in
    /// <paramref name="part"/> of it. Runs that begin before the window may be appended as well. Returns the offset up to which the text
    /// was searched.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="window">First offset, and the offset after the last one.</param>
    /// <param name="part">First offset, and the offset after the last one.</param>
    /// <param name="runs">Receives the runs.</param>
    /// <param name="escapes">Receives the escapes, in order. If null, they are joined to runs.</param>
    public int Search(ReadOnlySpan<byte> text, (int Start, int End) window, (int Start, int End) part, List<EncodedRun> runs,
        OrderedList<Escape>? escapes)
    {
        var (offset, history) = (window.Start, 0U);
        while (offset < window.End)
        {
            ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), offset);
            var blocks = Math.Min(BlocksPerPart, (window.End - offset + RunKernel.BlockLength - 1) / RunKernel.BlockLength);
            var readable = (text.Length - RunKernel.Overreach - offset) / RunKernel.BlockLength;
            if (readable > 0)
            {
                blocks = Math.Min(blocks, readable);
            }
            else
            {
                Array.Clear(_tail); // zero belongs to no alphabet
                text[offset..].CopyTo(_tail);
                start = ref _tail[0];
                blocks = 1;
            }

            ProcessCandidates(text, offset, kernel.Find(ref start, blocks, ref history, _candidates), part, runs, escapes);
            offset += blocks * RunKernel.BlockLength;
        }

        return offset;
    }

    private void ProcessCandidates(ReadOnlySpan<byte> text, int origin, int candidateCount, (int Start, int End) part,
        List<EncodedRun> runs,
        OrderedList<Escape>? escapes)
    {
        foreach (var first in _offsets.AsSpan(0, FilterOffsets(ref MemoryMarshal.GetReference(text), Expand(origin, candidateCount))))
        {
            ProcessSpan(text, first, runs);
        }

        foreach (ref readonly var candidate in _candidates.AsSpan(0, candidateCount))
        {
            for (var bits = candidate.Escapes; bits != 0; bits &= bits - 1)
            {
                var offset = origin + (candidate.Block * RunKernel.BlockLength) + BitOperations.TrailingZeroCount(bits);
                if (offset >= part.Start && offset < part.End && Escapes.Read(text, offset, out var encoding, out _) is > 0 and var length)
                {
                    var escape = new Escape(offset, (byte)length, encoding);
                    if (escapes is null)
                    {
                        _joiner.Add(escape, runs);
                    }
                    else if (escapes.Count <= IncrementalScanState.MostEscapes)
                    {
                        escapes.Add(escape);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Computes the offsets of the first full groups. Returns their number. The loop has no branch that could be predicted wrongly: it
    /// always writes, and advances only behind a valid offset.
    /// </summary>
    private int Expand(int origin, int candidateCount)
    {
        ref var offsets = ref MemoryMarshal.GetArrayDataReference(_offsets);
        var count = 0;
        foreach (ref readonly var candidate in _candidates.AsSpan(0, candidateCount))
        {
            var (starts, block) = (candidate.Starts, origin + (candidate.Block * RunKernel.BlockLength) - 8);
            for (var i = 0; i < StartsPerBlock; i++, starts &= starts - 1)
            {
                Unsafe.Add(ref offsets, count) = block + (8 * BitOperations.TrailingZeroCount(starts));
                count += starts != 0 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>
    /// Keeps the offsets whose next 16 characters can be encoded text. For base64: in one of the four phases, the first of every four
    /// characters has a value below 32, because the byte that it begins is below 0x80. For hex: every second digit is 0 or 2 to 7. These
    /// 16 characters are among the first 24 of the run, wherever the groups begin. <see cref="Add"/> requires the same of all 24, so the
    /// result does not depend on alignment.
    /// </summary>
    private int FilterOffsets(ref byte text, int count)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var offset = _offsets[i];
            var v = Vector128.LoadUnsafe(ref text, (nuint)offset);
            var low =
                (Vector128.LessThan(v - Vector128.Create((byte)'A'),
                Vector128.Create((byte)26)) | Vector128.LessThan(v - Vector128.Create((byte)'a'), Vector128.Create((byte)6)))
                .ExtractMostSignificantBits();
            var digits =
                (Vector128.LessThan(v - Vector128.Create((byte)'2'), Vector128.Create((byte)6)) | Vector128.Equals(v,
                Vector128.Create((byte)'0'))).ExtractMostSignificantBits();
            var phases = low & (low >> 4) & (low >> 8) & (low >> 12) & 0xF;
            var pairs = digits & (digits >> 2) & (digits >> 4) & (digits >> 6);
            _offsets[kept] = offset;
            kept += (phases | (pairs & (pairs >> 8) & 3)) != 0 ? 1 : 0;
        }

        return kept;
    }

    /// <param name="text">The whole text.</param>
    /// <param name="first">Offset of the first full group. The run starts at most seven bytes before it.</param>
    /// <param name="runs">Receives the run if it passes.</param>
    private void ProcessSpan(ReadOnlySpan<byte> text, int first, List<EncodedRun> runs)
    {
        // A run that was processed in the window before. It continues in this one.
        if (first >= _runStart && first <= _considered)
        {
            return;
        }

        var start = first;
        while (start > 0 && start != _considered && Decoders.IsAlphabet(text[start - 1]))
        {
            start--;
        }

        var isSame = start == _considered;
        (_runStart, _considered) = (isSame ? _runStart : start, first);
        if (isSame)
        {
            return;
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

    private static void Add(ReadOnlySpan<byte> text, (int Start, int Prefix) span, bool isBase64, bool isHex, List<EncodedRun> runs)
    {
        var length = text[span.Start..].IndexOfAnyExcept(Alphabet);
        var end = length < 0 ? text.Length : span.Start + length;
        var digits = span.Start + span.Prefix;
        if (isHex && end - digits >= MinLength && Decoders.IsAsciiInHex(text.Slice(digits, MinLength))
            && text[digits..end].IndexOfAnyExcept(Digits) < 0)
        {
            runs.Add(new(digits, end, RunEncoding.Hex));
        }

        if (isBase64 && end - span.Start >= MinLength && Decoders.IsAsciiInBase64(text.Slice(span.Start, MinLength)))
        {
            var padded = end;
            while (padded < text.Length && padded < end + 2 && text[padded] == '=')
            {
                padded++;
            }

            runs.Add(new(span.Start, padded, RunEncoding.Base64));
        }
    }
}
