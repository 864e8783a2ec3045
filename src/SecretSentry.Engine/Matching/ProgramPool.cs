using System.Runtime.InteropServices;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Matching;

/// <summary>Byte programs with what they share: classes of bytes and branch tables, as flat arrays that cost nothing to load.</summary>
internal sealed class ProgramPool
{
    /// <summary>Words of one class, a bit for each byte value.</summary>
    public const int SetWords = 4;

    private readonly List<Instruction> _code = [];
    private readonly List<ulong> _sets = [];
    private readonly List<ulong> _tables = [];
    private readonly Dictionary<ByteSet, int> _numbers = [];
    private Arrays? _frozen;

    public Instruction[] Code => Frozen.Code;

    /// <summary>Four words for each class.</summary>
    public ulong[] Sets => Frozen.Sets;

    /// <summary>256 words for each table: which of up to 64 branches can begin with a byte.</summary>
    public ulong[] Tables => Frozen.Tables;

    /// <summary>Taken when the pool is first used; nothing is added afterwards.</summary>
    private Arrays Frozen => _frozen ??= new([.. _code], [.. _sets], [.. _tables]);

    public int Length => _code.Count;

    public Instruction this[int at]
    {
        get => _code[at];
        set => _code[at] = value;
    }

    /// <summary>A pool that is only used, not added to: one copy of each array, since every start of the program pays for them.</summary>
    public static ProgramPool Load(ReadOnlySpan<int> code, ReadOnlySpan<ulong> sets, ReadOnlySpan<ulong> tables) =>
        new() { _frozen = new(MemoryMarshal.Cast<int, Instruction>(code).ToArray(), sets.ToArray(), tables.ToArray()) };

    /// <summary>A copy to which more can be added while others go on using this one.</summary>
    public ProgramPool Copy()
    {
        var pool = new ProgramPool();
        pool._code.AddRange(Code);
        pool._sets.AddRange(Sets);
        pool._tables.AddRange(Tables);
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

    /// <summary>The table of branches whose first bytes are given; null: any byte, or none.</summary>
    public int AddTable(IReadOnlyList<ByteSet?> firsts)
    {
        for (var b = 0; b < 256; b++)
        {
            var branches = 0UL;
            for (var i = 0; i < firsts.Count; i++)
            {
                branches |= firsts[i] is not { } first || first.Contains((byte)b) ? 1UL << i : 0;
            }

            _tables.Add(branches);
        }

        return (_tables.Count / 256) - 1;
    }

    private sealed record Arrays(Instruction[] Code, ulong[] Sets, ulong[] Tables);
}
