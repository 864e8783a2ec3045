using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SecretSentry.Git.History;

/// <summary>
/// Distinct sequences of values, each stored once under a number, counted from 0. Equal sequences have the same number, so sequences are
/// compared by their numbers. The table is thread-safe. Stored sequences are found without a lock, because published data never changes.
/// Lookups compare the sequences themselves, never a hash alone. The hash starts with a random number, so that nobody can create a
/// repository whose names all collide.
/// </summary>
internal sealed class SequenceTable<T>
    where T : unmanaged
{
    private const int BlockBits = 18;
    private const int BlockLength = 1 << BlockBits;
    private const int SlotBits = 14;
    private const int SlotBlock = 1 << SlotBits;

    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
    private readonly Lock _lock = new();
    private volatile T[][] _blocks = [new T[256]];
    private volatile Slot[][] _slots = [];
    private volatile int[] _buckets = new int[1024];
    private int _free;

    /// <summary>Number of sequences.</summary>
    public int Count { get; private set; }

    /// <summary>Returns the sequence with a number. The span is valid as long as the table.</summary>
    public ReadOnlySpan<T> this[int number]
    {
        get
        {
            var slot = GetSlot(number);
            return _blocks[slot.Offset >> BlockBits].AsSpan(slot.Offset & (BlockLength - 1), slot.Length);
        }
    }

    /// <summary>Returns the number of a sequence. The sequence is added if it is new.</summary>
    public int NumberOf(ReadOnlySpan<T> sequence)
    {
        var hash = (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(sequence), _seed);
        if (Find(_buckets, hash, sequence) is >= 0 and var found)
        {
            return found;
        }

        lock (_lock)
        {
            return Find(_buckets, hash, sequence) is >= 0 and var meanwhile ? meanwhile : Add(hash, sequence);
        }
    }

    private int Find(int[] buckets, uint hash, ReadOnlySpan<T> sequence)
    {
        for (var bucket = hash & (uint)(buckets.Length - 1); ; bucket = (bucket + 1) & (uint)(buckets.Length - 1))
        {
            var number = Volatile.Read(ref buckets[bucket]) - 1;
            if (number < 0)
            {
                return -1;
            }

            if (GetSlot(number).Hash == hash && MemoryMarshal.AsBytes(this[number]).SequenceEqual(MemoryMarshal.AsBytes(sequence)))
            {
                return number;
            }
        }
    }

    private int Add(uint hash, ReadOnlySpan<T> sequence)
    {
        if (_free >= BlockLength || _free + sequence.Length > _blocks[^1].Length)
        {
            _blocks = [.. _blocks, new T[Math.Max(BlockLength, sequence.Length)]];
            _free = 0;
        }

        var number = Count;
        if (number >> SlotBits == _slots.Length)
        {
            _slots = [.. _slots, new Slot[SlotBlock]];
        }

        sequence.CopyTo(_blocks[^1].AsSpan(_free));
        _slots[number >> SlotBits][number & (SlotBlock - 1)] = new(hash, ((_blocks.Length - 1) << BlockBits) | _free, sequence.Length);
        _free += sequence.Length;
        if ((number + 1) * 2L > _buckets.Length)
        {
            Grow(number);
        }

        Publish(_buckets, hash, number);
        Count++;
        return number;
    }

    private void Grow(int count)
    {
        var buckets = new int[(int)BitOperations.RoundUpToPowerOf2((uint)_buckets.Length * 2)];
        for (var number = 0; number < count; number++)
        {
            Publish(buckets, GetSlot(number).Hash, number);
        }

        _buckets = buckets;
    }

    private static void Publish(int[] buckets, uint hash, int number)
    {
        var bucket = hash & (uint)(buckets.Length - 1);
        while (buckets[bucket] != 0)
        {
            bucket = (bucket + 1) & (uint)(buckets.Length - 1);
        }

        Volatile.Write(ref buckets[bucket], number + 1);
    }

    private Slot GetSlot(int number) => _slots[number >> SlotBits][number & (SlotBlock - 1)];

    /// <param name="Hash">Hash of the sequence.</param>
    /// <param name="Offset">Number of its block, and its start in the block.</param>
    /// <param name="Length">Number of values.</param>
    private readonly record struct Slot(uint Hash, int Offset, int Length);
}
