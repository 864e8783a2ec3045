using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Git.Objects;

/// <summary>
/// git's deltas (gitformat-pack, "Deltified representation"): length of the base, length of the result, then copies from the base and
/// inserted bytes. Every operation is checked against base, delta and result before it is executed.
/// </summary>
internal static unsafe class Delta
{
    /// <summary>For each operation byte: the bytes of offset (0-3) and size (4-6) that follow, as a mask for distributing them.</summary>
    private static readonly ulong[] Spread =
        [.. Enumerable.Range(0, 128).Select(op => Enumerable.Range(0, 7).Where(bit => (op >> bit & 1) != 0)
        .Aggregate(0UL, (mask, bit) => mask | (0xFFUL << (8 * bit))))];

    /// <summary>
    /// Reads the two lengths. Returns null on success, otherwise the error. <paramref name="head"/> is the offset of the first operation.
    /// </summary>
    public static string? ReadLengths(ReadOnlySpan<byte> delta, out long baseLength, out long resultLength, out int head)
    {
        head = 0;
        resultLength = 0;
        return TryReadLength(delta, ref head, out baseLength) && TryReadLength(delta, ref head, out resultLength) ? null
            : "its delta ends in the middle of its lengths";
    }

    /// <summary>
    /// Builds <paramref name="result"/>, which already has the right length, from <paramref name="source"/>. Returns null on success,
    /// otherwise the error. All three buffers have slack after their content.
    /// </summary>
    public static string? Apply(ObjectBuffer source, ObjectBuffer delta, int head, ObjectBuffer result)
    {
        byte* position = delta.Start + head, end = delta.Start + delta.Length;
        byte* to = result.Start, stop = to + result.Length;
        var from = source.Start;
        var length = (uint)source.Length;
        while (position < end)
        {
            uint operation = *position++;
            if (operation < 0x80)
            {
                if (operation == 0)
                {
                    return "its delta contains a reserved operation";
                }

                if (operation > end - position || operation > stop - to)
                {
                    return "its delta inserts more bytes than it contains";
                }

                Move(position, to, operation);
                position += operation;
                to += operation;
                continue;
            }

            var fields = ReadFields(*(ulong*)position, operation & 0x7F);
            position += BitOperations.PopCount(operation & 0x7F);
            var (offset, size) = ((uint)fields, (uint)(fields >> 32) & 0xFFFFFF);
            size = size == 0 ? 0x10000 : size;
            if (position > end || offset > length || size > length - offset || size > stop - to)
            {
                return "its delta copies from outside its base, or more than fits into the result";
            }

            Move(from + offset, to, size);
            to += size;
        }

        return to == stop ? null : "its delta does not produce the length that it states";
    }

    /// <summary>
    /// Returns the operations of a valid delta, with the position of each in the result. Callers use it to find the parts of the result
    /// that are copies.
    /// </summary>
    public static DeltaOperations ReadOperations(ReadOnlySpan<byte> delta)
    {
        ReadLengths(delta, out _, out _, out var head);
        return new(delta[head..]);
    }

    /// <summary>
    /// Replaces the content of <paramref name="copies"/> with the copies of a valid delta, in ascending order. A copy that continues where
    /// the previous one ended is merged with it, because git splits long copies.
    /// </summary>
    public static void ReadCopies(ReadOnlySpan<byte> delta, List<DeltaCopy> copies)
    {
        copies.Clear();
        var last = default(DeltaCopy);
        for (var operations = ReadOperations(delta); operations.Read();)
        {
            if (operations.Source < 0)
            {
                continue;
            }

            if (last.Start + last.Length == operations.Start && last.Source + last.Length == operations.Source)
            {
                last = last with { Length = last.Length + operations.Length };
                continue;
            }

            copies.Add(last);
            last = new(operations.Source, operations.Start, operations.Length);
        }

        copies.Add(last);
    }

    /// <summary>
    /// Reads the <paramref name="present"/> fields of a copy from the bytes that follow the operation: the offset into the low 32 bits, the
    /// size above them. The number of bytes read is the number of bits in <paramref name="present"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong ReadFields(ulong next, uint present)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitDeposit(next, Spread[present]);
        }

        var fields = 0UL;
        for (var bit = 0; bit < 7; bit++)
        {
            if ((present >> bit & 1) != 0)
            {
                fields |= (next & 0xFF) << (8 * bit);
                next >>= 8;
            }
        }

        return fields;
    }

    /// <summary>Moves up to 128 bytes in whole vectors, whatever the length. Most moves are a few bytes long.</summary>
    private static void Move(byte* from, byte* to, uint length)
    {
        if (length > 128)
        {
            Buffer.MemoryCopy(from, to, length, length);
            return;
        }

        Vector256.Load(from).Store(to);
        if (length > 32)
        {
            Vector256.Load(from + 32).Store(to + 32);
            if (length > 64)
            {
                Vector256.Load(from + 64).Store(to + 64);
                Vector256.Load(from + 96).Store(to + 96);
            }
        }
    }

    private static bool TryReadLength(ReadOnlySpan<byte> delta, ref int offset, out long length)
    {
        length = 0;
        for (var shift = 0; shift < 57; shift += 7)
        {
            if (offset >= delta.Length)
            {
                return false;
            }

            var next = delta[offset++];
            length |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
