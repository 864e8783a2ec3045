using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Which literals a window's four bytes may belong to. The kernels know buckets of literals, and a bucket allows every mixture of its literals'
/// windows; here each window stands by itself: its bytes, letters in lower case, are hashed to one of <see cref="Slots"/> slots (multiplicative
/// hashing, Knuth, "The Art of Computer Programming" 3, 6.4), and a bit for each slot, 8 KiB in all, tells most positions that no literal stands there.
/// A window with classes takes a slot for each of its byte sequences.
/// </summary>
internal sealed class WindowIndex
{
    private const int SlotBits = 16;

    /// <summary>Slots of the hash table.</summary>
    public const int Slots = 1 << SlotBits;

    /// <summary>A window of more byte sequences stands in every slot.</summary>
    private const int MostSequences = 4096;

    private const uint LowerCase = 0x20202020;

    private readonly ulong[] _bits;
    private readonly int[] _before = new int[Slots / 64];
    private readonly int[] _lists;
    private readonly int[] _members;

    private WindowIndex(ulong[] bits, int[] lists, int[] members)
    {
        (_bits, _lists, _members) = (bits, lists, members);
        for (var word = 1; word < _before.Length; word++)
        {
            _before[word] = _before[word - 1] + BitOperations.PopCount(_bits[word - 1]);
        }
    }

    /// <param name="entries">The literals; their numbers are positions in it.</param>
    public static WindowIndex Of(IReadOnlyList<LiteralEntry> entries)
    {
        var bits = new ulong[Slots / 64];
        var pairs = Pairs(entries);
        pairs.Sort();
        var (lists, members, known) = (new List<int>(), new List<int>(), new Dictionary<int, List<int>>());
        var all = CollectionsMarshal.AsSpan(pairs);
        for (var i = 0; i < all.Length;)
        {
            var slot = (int)(all[i] >> 32);
            var end = i;
            while (end < all.Length && (int)(all[end] >> 32) == slot)
            {
                end++;
            }

            lists.Add(ListOf(all[i..end], members, known));
            bits[slot / 64] |= 1UL << (slot % 64);
            i = end;
        }

        return new(bits, [.. lists], [.. members]);
    }

    /// <summary>The form the pattern compiler embeds: the bits, then two lists of numbers with their lengths.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var word in _bits)
        {
            writer.Write(word);
        }

        foreach (var list in (int[][])[_lists, _members])
        {
            writer.Write(list.Length);
            Array.ForEach(list, writer.Write);
        }
    }

    /// <summary>What <see cref="Write"/> wrote; <paramref name="data"/> goes on behind it.</summary>
    public static WindowIndex Read(ref ReadOnlySpan<byte> data)
    {
        var bits = MemoryMarshal.Cast<byte, ulong>(data)[..(Slots / 64)].ToArray();
        data = data[(Slots / 8)..];
        return new(bits, Numbers(ref data), Numbers(ref data));
    }

    private static int[] Numbers(ref ReadOnlySpan<byte> data)
    {
        var numbers = MemoryMarshal.Cast<byte, int>(data);
        var count = numbers[0];
        data = data[((count + 1) * sizeof(int))..];
        return numbers.Slice(1, count).ToArray();
    }

    /// <summary>A bit for each slot that has literals.</summary>
    public ulong[] Bits => _bits;

    /// <summary>The slot of the four bytes from <paramref name="bytes"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SlotAt(ref byte bytes) => SlotOf(Unsafe.ReadUnaligned<uint>(ref bytes));

    /// <summary>Numbers of the literals in <paramref name="slot"/>, which has some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Literals(uint slot)
    {
        var word = slot / 64;
        var rank = _before[word] + BitOperations.PopCount(_bits[word] & ((1UL << (int)(slot % 64)) - 1));
        var list = _lists[rank];
        return _members.AsSpan(list + 1, _members[list]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SlotOf(uint window) => ((window | LowerCase) * 0x9E3779B1) >> (32 - SlotBits);

    /// <summary>Slot and number of each literal, the slot in the upper half.</summary>
    private static List<long> Pairs(IReadOnlyList<LiteralEntry> entries)
    {
        var pairs = new List<long>();
        for (var number = 0; number < entries.Count; number++)
        {
            var entry = entries[number];
            byte[][] bytes = [.. Enumerable.Range(0, Rules.Literal.WindowLength).Select(k => LowerCaseOf(entry, k))];
            if (bytes.Aggregate(1L, (product, one) => product * one.Length) > MostSequences)
            {
                for (var slot = 0L; slot < Slots; slot++)
                {
                    pairs.Add((slot << 32) | (uint)number);
                }

                continue;
            }

            var from = pairs.Count;
            foreach (var window in Sequences(bytes))
            {
                pairs.Add(((long)SlotOf(window) << 32) | (uint)number);
            }

            DropRepeated(pairs, from);
        }

        return pairs;
    }

    private static byte[] LowerCaseOf(LiteralEntry entry, int k)
    {
        var set = entry.WindowSet(k);
        return [.. Enumerable.Range(0, 256).Where(b => set.Contains((byte)b)).Select(b => (byte)(b | 0x20)).Distinct()];
    }

    private static IEnumerable<uint> Sequences(byte[][] bytes)
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

    private static void DropRepeated(List<long> pairs, int from)
    {
        var own = pairs.Skip(from).Distinct().ToArray();
        pairs.RemoveRange(from, pairs.Count - from);
        pairs.AddRange(own);
    }

    /// <summary>Where in <paramref name="members"/> the list stands, its length first; equal lists are one.</summary>
    private static int ListOf(ReadOnlySpan<long> pairs, List<int> members, Dictionary<int, List<int>> known)
    {
        var hash = pairs.Length;
        foreach (var pair in pairs)
        {
            hash = (hash * 31) + (int)pair;
        }

        var places = CollectionsMarshal.GetValueRefOrAddDefault(known, hash, out _) ??= [];
        foreach (var place in places)
        {
            if (IsThere(pairs, members, place))
            {
                return place;
            }
        }

        places.Add(members.Count);
        members.Add(pairs.Length);
        foreach (var pair in pairs)
        {
            members.Add((int)pair);
        }

        return places[^1];
    }

    private static bool IsThere(ReadOnlySpan<long> pairs, List<int> members, int place)
    {
        var isThere = members[place] == pairs.Length;
        for (var i = 0; isThere && i < pairs.Length; i++)
        {
            isThere = members[place + 1 + i] == (int)pairs[i];
        }

        return isThere;
    }
}
