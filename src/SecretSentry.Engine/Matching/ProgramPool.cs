using System.Numerics;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Matching;

/// <summary>
/// Byte programs and what they share, as flat arrays: classes of bytes, and for each choice the branches that can begin with a byte.
/// </summary>
internal sealed class ProgramPool
{
    /// <summary>Number of words of one class, with a bit for each byte value.</summary>
    public const int SetWords = 4;

    private readonly List<Instruction> _code = [];
    private readonly List<ulong> _sets = [];
    private readonly List<byte> _maps = [];
    private readonly List<ulong> _masks = [];
    private readonly Dictionary<ByteSet, int> _numbers = [];
    private readonly Dictionary<string, int> _mapOffsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _maskOffsets = new(StringComparer.Ordinal);
    private Arrays? _frozen;
    private Source? _source;
    private Func<(ulong[] Sets, byte[] Maps, ulong[] Masks)>? _shared;

    /// <summary>Returns the instructions of all programs, five numbers each, from where the pattern compiler put them.</summary>
    public delegate ReadOnlySpan<int> Source();

    public Instruction[] Code => Frozen.Code;

    /// <summary>The classes, four words each.</summary>
    public ulong[] Sets => Frozen.Sets;

    /// <summary>The maps, 256 bytes each. A map tells which of a choice's masks a byte has.</summary>
    public byte[] Maps => Frozen.Maps;

    /// <summary>The masks: for each choice and each number of its map, which of up to 64 branches can begin with such a byte.</summary>
    public ulong[] Masks => Frozen.Masks;

    /// <summary>
    /// The arrays that programs are loaded into. They are created when the pool is first used, once for all threads. Nothing is added
    /// afterwards.
    /// </summary>
    private Arrays Frozen => _frozen ?? Interlocked.CompareExchange(ref _frozen, Freeze(), null) ?? _frozen;

    public int Length => _code.Count;

    public Instruction this[int index]
    {
        get => _code[index];
        set => _code[index] = value;
    }

    /// <summary>
    /// Creates a pool that is only used and not added to. Most programs of a rule set never run, so each is copied from
    /// <paramref name="code"/> when it first runs. Until then its pages of the array are not allocated.
    /// </summary>
    /// <param name="code">Returns the instructions.</param>
    /// <param name="shared">Returns copies of what the programs share. Called when the first program runs, because most commits run
    /// none.</param>
    public static ProgramPool Create(Source code, Func<(ulong[] Sets, byte[] Maps, ulong[] Masks)> shared) => new()
    {
        _source = code,
        _shared = shared,
    };

    /// <summary>
    /// Makes sure that <paramref name="program"/> is in <see cref="Code"/>. Threads may do this at the same time; they write the same
    /// values.
    /// </summary>
    public void Load(in ByteProgram program)
    {
        var last = program.Start + program.Length - 1;
        if (_source is null || Code[last].Op != Op.None)
        {
            return;
        }

        var instructions = MemoryMarshal.Cast<int, Instruction>(_source());
        instructions[program.Start..last].CopyTo(Code.AsSpan(program.Start));
        Thread.MemoryBarrier(); // a thread that sees the last instruction also sees the others
        Code[last] = instructions[last];
    }

    /// <summary>Returns a copy to which more can be added while others continue to use this pool.</summary>
    public ProgramPool Copy()
    {
        var pool = new ProgramPool();
        pool._code.AddRange(_source is null ? Code : MemoryMarshal.Cast<int, Instruction>(_source()));
        pool._sets.AddRange(Sets);
        pool._maps.AddRange(Maps);
        pool._masks.AddRange(Masks);
        return pool;
    }

    public int Add(Instruction instruction)
    {
        _code.Add(instruction);
        return _code.Count - 1;
    }

    public int SetNumber(ByteSet set)
    {
        if (!_numbers.TryGetValue(set, out var number))
        {
            number = _sets.Count / SetWords;
            _numbers.Add(set, number);
            Span<ulong> words = stackalloc ulong[SetWords];
            set.CopyWords(words);
            _sets.AddRange(words);
        }

        return number;
    }

    public ByteSet SetOf(int number) => ByteSet.FromWords(CollectionsMarshal.AsSpan(_sets).Slice(number * SetWords, SetWords));

    /// <summary>
    /// Adds the branches of a choice and returns the offsets of its map and masks. Each branch is given by its first bytes; null means any
    /// byte, or none. Equal maps are stored once, and so are equal lists of masks.
    /// </summary>
    public (int Map, int Masks) AddChoice(ReadOnlySpan<ByteSet?> firsts)
    {
        Span<ulong> branches = stackalloc ulong[256];
        CollectBranches(firsts, branches);
        Span<byte> map = stackalloc byte[256];
        Span<ulong> masks = stackalloc ulong[256];
        var count = 0;
        for (var b = 0; b < map.Length; b++)
        {
            var number = b > 0 && branches[b] == branches[b - 1] ? map[b - 1] : masks[..count].IndexOf(branches[b]);
            if (number < 0)
            {
                (number, masks[count]) = (count, branches[b]);
                count++;
            }

            map[b] = (byte)number;
        }

        return (GetOrAddOffset<byte>(_mapOffsets, _maps, map), GetOrAddOffset<ulong>(_maskOffsets, _masks, masks[..count]));
    }

    /// <summary>Writes, for each byte, the branches that can begin with it.</summary>
    private static void CollectBranches(ReadOnlySpan<ByteSet?> firsts, Span<ulong> branches)
    {
        branches.Clear();
        Span<ulong> words = stackalloc ulong[SetWords];
        for (var i = 0; i < firsts.Length; i++)
        {
            (firsts[i] ?? ByteSet.All).CopyWords(words);
            for (var w = 0; w < words.Length; w++)
            {
                for (var word = words[w]; word != 0; word &= word - 1)
                {
                    branches[(w * 64) + BitOperations.TrailingZeroCount(word)] |= 1UL << i;
                }
            }
        }
    }

    private static int GetOrAddOffset<T>(Dictionary<string, int> offsets, List<T> list, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        ref var offset = ref CollectionsMarshal.GetValueRefOrAddDefault(offsets, Convert.ToBase64String(MemoryMarshal.AsBytes(items)),
            out var exists);
        if (!exists)
        {
            offset = list.Count;
            list.AddRange(items);
        }

        return offset;
    }

    private Arrays Freeze()
    {
        if (_source is null)
        {
            return new([.. _code], [.. _sets], [.. _maps], [.. _masks]);
        }

        var (sets, maps, masks) = _shared!();
        return new(new Instruction[MemoryMarshal.Cast<int, Instruction>(_source()).Length], sets, maps, masks);
    }

    private sealed record Arrays(Instruction[] Code, ulong[] Sets, byte[] Maps, ulong[] Masks);
}
