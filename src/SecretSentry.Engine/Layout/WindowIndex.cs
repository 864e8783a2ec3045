using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// Tells which literals a window's four bytes may belong to. The kernels only see buckets of literals, and a bucket allows every mixture of
/// its literals' windows. Here each window has its own entry. Its bytes, with letters in lower case, are hashed to one of
/// <see cref="Slots"/> slots (multiplicative hashing, Knuth, "The Art of Computer Programming" 3, 6.4). A bit for each slot, 32 KiB in all,
/// shows for most positions that no literal occurs there. A window with byte sets takes a slot for each of its byte sequences. A window
/// whose last two bytes may be nearly any value would fill a sixteenth of the slots. It is therefore indexed by its first two bytes alone,
/// in a slot after the others. There can be two such pairs.
/// </summary>
internal sealed class WindowIndex
{
    private const int SlotBits = 18;

    /// <summary>Number of slots of the hash table.</summary>
    public const int Slots = 1 << SlotBits;

    /// <summary>Number of words of <see cref="Bits"/>: the words of the slots and one more for the pairs.</summary>
    private const int Words = (Slots / 64) + 1;

    /// <summary>Number of pairs that are compared.</summary>
    private const int MostPairs = 2;

    /// <summary>The value used when there is no pair.</summary>
    private const uint NoPair = uint.MaxValue;

    /// <summary>A window with more sequences of its last two bytes is indexed by its first two bytes.</summary>
    private const int MaxTails = 1 << 12;

    /// <summary>A window with more byte sequences is entered in every slot.</summary>
    private const int MostSequences = 1 << 14;

    private const uint LowerCase = 0x20202020;

    private readonly ulong[] _bits;
    private readonly int[] _before;
    private readonly int[] _lists;
    private readonly int[] _starts;
    private readonly int[] _members;
    private readonly uint _first;
    private readonly uint _second;

    /// <param name="bits">A bit for each slot that has literals.</param>
    /// <param name="lists">For each of these slots, in order, the number of its list.</param>
    /// <param name="starts">For each list, where it starts in <paramref name="members"/>; then where the last one ends.</param>
    /// <param name="members">The literals of all lists.</param>
    /// <param name="pairs">The pairs of bytes that have a slot of their own.</param>
    private WindowIndex(ulong[] bits, int[] lists, int[] starts, int[] members, int[] pairs)
    {
        (_bits, _before, _lists, _starts, _members) = (bits, ComputeRanks(bits), lists, starts, members);
        (_first, _second) = (pairs.Length > 0 ? (uint)pairs[0] : NoPair, pairs.Length > 1 ? (uint)pairs[1] : NoPair);
    }

    /// <param name="entries">The literals. Their numbers are their positions in this list.</param>
    public static WindowIndex Create(IReadOnlyList<LiteralEntry> entries)
    {
        var bits = new ulong[Words];
        byte[][][] windows = [.. entries.Select(entry =>
            Enumerable.Range(0, Literal.WindowLength).Select(position => GetBytes(entry.GetWindowSet(position))).ToArray())];
        var wide = FindWidePairs(windows);
        var pairs = CollectionsMarshal.AsSpan(AssignSlots(windows, wide));
        foreach (var (slot, _) in pairs)
        {
            bits[slot / 64] |= 1UL << (slot % 64);
        }

        var (numbers, ends) = GroupBySlot(pairs, bits);
        var (lists, starts, members, listsByHash) = (new int[ends.Length], new List<int> { 0 }, new List<int>(), new Dictionary<int,
            List<int>>());
        for (var (slot, start) = (0, 0); slot < ends.Length; start = ends[slot++])
        {
            lists[slot] = ListOf(RemoveRepeated(numbers.AsSpan(start..ends[slot])), starts, members, listsByHash);
        }

        return new(bits, lists, [.. starts], [.. members], wide);
    }

    /// <summary>
    /// Returns the numbers of literals, grouped by the slots that have any and ascending within each slot, and the end of each slot's
    /// group.
    /// </summary>
    private static (int[] Numbers, int[] Ends) GroupBySlot(ReadOnlySpan<(int Slot, int Number)> pairs, ulong[] bits)
    {
        var before = ComputeRanks(bits);
        var ends = new int[before[^1] + BitOperations.PopCount(bits[^1])];
        foreach (var (slot, _) in pairs)
        {
            ends[RankOf((uint)slot, ref bits[0], ref before[0])]++;
        }

        for (var (i, start) = (0, 0); i < ends.Length; i++)
        {
            (ends[i], start) = (start, start + ends[i]);
        }

        var numbers = new int[pairs.Length];
        foreach (var (slot, number) in pairs)
        {
            numbers[ends[RankOf((uint)slot, ref bits[0], ref before[0])]++] = number;
        }

        return (numbers, ends);
    }

    /// <summary>Returns, for each word, how many bits are set in the words before it.</summary>
    private static int[] ComputeRanks(ulong[] bits)
    {
        var before = new int[bits.Length];
        for (var word = 1; word < before.Length; word++)
        {
            before[word] = before[word - 1] + BitOperations.PopCount(bits[word - 1]);
        }

        return before;
    }

    private static Span<int> RemoveRepeated(Span<int> ascending)
    {
        var count = 0;
        foreach (var number in ascending)
        {
            if (count == 0 || ascending[count - 1] != number)
            {
                ascending[count++] = number;
            }
        }

        return ascending[..count];
    }

    /// <summary>
    /// Writes the form that the pattern compiler embeds: the bits, then four lists of numbers, each preceded by its length.
    /// </summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var word in _bits)
        {
            writer.Write(word);
        }

        foreach (var list in (int[][])[_lists, _starts, _members, [(int)_first, (int)_second]])
        {
            writer.Write(list.Length);
            Array.ForEach(list, writer.Write);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Afterwards <paramref name="data"/> starts after it.</summary>
    public static WindowIndex Read(ref ReadOnlySpan<byte> data)
    {
        var bits = MemoryMarshal.Cast<byte, ulong>(data)[..Words].ToArray();
        data = data[(Words * sizeof(ulong))..];
        return new(bits, ReadNumbers(ref data), ReadNumbers(ref data), ReadNumbers(ref data), ReadNumbers(ref data));
    }

    private static int[] ReadNumbers(ref ReadOnlySpan<byte> data)
    {
        var numbers = MemoryMarshal.Cast<byte, int>(data);
        var count = numbers[0];
        data = data[((count + 1) * sizeof(int))..];
        return numbers.Slice(1, count).ToArray();
    }

    /// <summary>A bit for each slot that has literals.</summary>
    public ulong[] Bits => _bits;

    /// <summary>For each word of <see cref="Bits"/>, how many bits are set in the words before it.</summary>
    public int[] Before => _before;

    /// <summary>For each slot that has literals, in order, the number of its list.</summary>
    public int[] ListsOfSlots => _lists;

    /// <summary>The first two bytes of windows that are indexed by these bytes alone.</summary>
    public (uint First, uint Second) Pairs => (_first, _second);

    /// <summary>Returns 1 if a literal may occur at the four bytes from <paramref name="bytes"/> on, otherwise 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint IsIndexed(ref byte bytes, ref ulong bits, uint first, uint second)
    {
        var window = Unsafe.ReadUnaligned<uint>(ref bytes);
        var pair = GetPair(window);
        return IsSet(GetSlot(window), ref bits) | (pair == first ? 1 : 0) | (pair == second ? 1 : 0);
    }

    /// <summary>
    /// Returns the slot that contains all literals whose window may be these four bytes. The first byte is the lowest one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint GetSlot(uint window, uint first, uint second)
    {
        var pair = GetPair(window);
        return pair == first ? Slots : pair == second ? Slots + 1 : GetSlot(window);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint IsSet(uint slot, ref ulong bits) => (nint)(Unsafe.Add(ref bits, (nint)(slot >> 6)) >> (int)slot) & 1;

    /// <summary>Number of different lists of literals.</summary>
    public int Lists => _starts.Length - 1;

    /// <summary>Returns the number of the list of <paramref name="window"/>, which must be in the index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ListOf(uint window) =>
        ListOf(GetSlot(window, _first, _second), ref _bits[0], ref _before[0], ref MemoryMarshal.GetArrayDataReference(_lists));

    /// <summary>
    /// Same for the four bytes from <paramref name="bytes"/> on. The other arguments are <see cref="Bits"/>, <see cref="Before"/>,
    /// <see cref="ListsOfSlots"/> and <see cref="Pairs"/>, which a loop keeps in registers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ListOf(ref byte bytes, ref ulong bits, ref int before, ref int lists, uint first, uint second) =>
        ListOf(GetSlot(Unsafe.ReadUnaligned<uint>(ref bytes), first, second), ref bits, ref before, ref lists);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ListOf(uint slot, ref ulong bits, ref int before, ref int lists) =>
        Unsafe.Add(ref lists, (nint)RankOf(slot, ref bits, ref before));

    /// <summary>Returns how many slots before <paramref name="slot"/> have literals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int RankOf(uint slot, ref ulong bits, ref int before)
    {
        nint word = (nint)(slot / 64);
        return Unsafe.Add(ref before, word) + BitOperations.PopCount(Unsafe.Add(ref bits, word) & ((1UL << (int)slot) - 1));
    }

    /// <summary>Returns the numbers of the literals of a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> GetLiterals(int list) => _members.AsSpan(_starts[list], _starts[list + 1] - _starts[list]);

    /// <summary>Returns the slot of four bytes, the first of which is the lowest one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint GetSlot(uint window) => ((window | LowerCase) * 0x9E3779B1) >> (32 - SlotBits);

    /// <summary>Returns the first two of four bytes, in lower case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint GetPair(uint window) => (ushort)(window | LowerCase);

    /// <summary>Returns the pairs at the start of windows whose last two bytes may be nearly any value, the widest first.</summary>
    private static int[] FindWidePairs(byte[][][] windows) =>
    [
        .. windows.Where(window => CountTails(window) > MaxTails && EnumeratePairs(window).Take(2).Count() == 1)
            .OrderByDescending(CountTails).Select(window => (int)EnumeratePairs(window).First()).Distinct().Take(MostPairs),
    ];

    private static long CountTails(byte[][] window) => (long)window[2].Length * window[3].Length;

    private static IEnumerable<uint> EnumeratePairs(byte[][] window) =>
        from a in window[0] from b in window[1] select GetPair((uint)(a | (b << 8)));

    /// <summary>
    /// Returns the slots of each literal, ordered by the numbers of the literals. Some occur twice. For an indexed pair no other slot is
    /// checked, so its slot contains all literals that can begin with it.
    /// </summary>
    private static List<(int Slot, int Number)> AssignSlots(byte[][][] windows, int[] wide)
    {
        var entered = new List<(int, int)>();
        for (var number = 0; number < windows.Length; number++)
        {
            var window = windows[number];
            int[] pairs = [.. EnumeratePairs(window).Select(pair => Array.IndexOf(wide, (int)pair)).Where(index => index >= 0)];
            entered.AddRange(pairs.Select(index => (Slots + index, number)));
            if (pairs.Length == 0 || CountTails(window) <= MaxTails || window[0].Length * window[1].Length > 1)
            {
                entered.AddRange(EnumerateSlots(window).Select(slot => ((int)slot, number)));
            }
        }

        return entered;
    }

    private static IEnumerable<uint> EnumerateSlots(byte[][] window) =>
        window.Aggregate(1L, (product, bytes) => product * bytes.Length) > MostSequences
            ? Enumerable.Range(0, Slots).Select(slot => (uint)slot) : EnumerateSequences(window).Select(GetSlot);

    /// <summary>Returns the bytes of a set with bit 0x20 set, each once. The bit turns capital letters into small ones.</summary>
    private static byte[] GetBytes(ByteSet set)
    {
        Span<ulong> words = stackalloc ulong[4];
        set.CopyWords(words);
        var bytes = new List<byte>();
        for (var w = 0; w < words.Length; w++)
        {
            // Setting bit 0x20 maps the lower half of a word to its upper half.
            var rest = (words[w] | (words[w] << 32)) & 0xFFFFFFFF00000000;
            for (; rest != 0; rest &= rest - 1)
            {
                bytes.Add((byte)((w * 64) + BitOperations.TrailingZeroCount(rest)));
            }
        }

        return [.. bytes];
    }

    private static IEnumerable<uint> EnumerateSequences(byte[][] bytes)
    {
        foreach (var a in bytes[0])
        {
            foreach (var b in bytes[1])
            {
                foreach (var c in bytes[2])
                {
                    foreach (var d in bytes[3])
                    {
                        yield return (uint)(a | (b << 8) | (c << 16) | (d << 24));
                    }
                }
            }
        }
    }

    /// <summary>Returns the number of a list. The list is added if it is new.</summary>
    private static int ListOf(ReadOnlySpan<int> literals, List<int> starts, List<int> members, Dictionary<int, List<int>> listsByHash)
    {
        var hash = literals.Length;
        foreach (var literal in literals)
        {
            hash = (hash * 31) + literal;
        }

        var numbers = CollectionsMarshal.GetValueRefOrAddDefault(listsByHash, hash, out _) ??= [];
        foreach (var number in numbers)
        {
            if (literals.SequenceEqual(CollectionsMarshal.AsSpan(members)[starts[number]..starts[number + 1]]))
            {
                return number;
            }
        }

        numbers.Add(starts.Count - 1);
        members.AddRange(literals);
        starts.Add(members.Count);
        return numbers[^1];
    }
}
