using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Syntax;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Matching;

/// <summary>
/// Runs byte programs over bytes, without allocation. The semantics are leftmost-first, as in Perl, RE2 and .NET's backtracking engine. An
/// attempt starts with plain backtracking. If it takes long, it is restarted with a memory of the states it has visited, which makes it
/// linear (as RE2's bit-state machine). All work on one content is counted against a <see cref="Budget"/>. Use one instance per thread.
/// </summary>
internal sealed class ByteMatcher(ProgramPool pool)
{
    /// <summary>Number of steps after which an attempt is restarted with a memory.</summary>
    private const int StepsWithoutMemory = 4096;

    /// <summary>An attempt whose memory would need more words is given up.</summary>
    private const int MaxMemoryWords = 1 << 21;

    private Instruction[] _code = [];
    private ulong[] _sets = [];
    private byte[] _maps = [];
    private ulong[] _masks = [];
    private Job[] _jobs = new Job[256];
    private int[] _slots = new int[32];
    private ulong[] _memory = [];
    private int _top;
    private int _stride;
    private int _origin;
    private bool _remembers;

    private enum JobKind
    {
        /// <summary>Continue at instruction Pc and offset Position.</summary>
        Resume,

        /// <summary>A run may be cut by one byte, down to Other.</summary>
        Shorten,

        /// <summary>A lazy run may take one more byte, and then up to Other further ones.</summary>
        Lengthen,

        /// <summary>Restore the value Position of slot Pc.</summary>
        Restore,

        /// <summary>The branches Other of a choice have not been tried.</summary>
        Branch,
    }

    /// <summary>
    /// Number of steps that may still be taken. The owner sets it for each content. At zero every attempt fails and
    /// <see cref="IsExhausted"/> is true.
    /// </summary>
    public long Budget { get; set; } = long.MaxValue;

    /// <summary>Whether an attempt was given up because it ran out of steps or memory.</summary>
    public bool IsExhausted { get; set; }

    /// <summary>
    /// Returns the start and end of capture group <paramref name="number"/> in the last match. Both are -1 when the group took no part.
    /// </summary>
    public (int Start, int End) GetGroup(int number) => (_slots[2 * number], _slots[(2 * number) + 1]);

    /// <summary>Returns the offset after the match that starts at <paramref name="offset"/>, or -1 when there is none.</summary>
    /// <param name="program">The program to match. <paramref name="start"/> may be a later instruction of it.</param>
    /// <param name="start">The first instruction to run.</param>
    /// <param name="content">All bytes, because boundaries look at neighbouring bytes.</param>
    /// <param name="offset">Where the match has to start.</param>
    /// <param name="limit">The match ends here at the latest.</param>
    public int MatchFrom(in ByteProgram program, int start, ReadOnlySpan<byte> content, int offset, int limit)
    {
        Attach();
        pool.Load(program);
        if (_slots.Length < 2 * (program.Groups + 1))
        {
            _slots = new int[2 * (program.Groups + 1)];
        }

        _remembers = false;
        if (!program.NeedsMemory)
        {
            var steps = Math.Min(StepsWithoutMemory, Budget);
            var end = Run(program, start, content, offset, limit, ref steps);
            Budget -= Math.Min(StepsWithoutMemory, Budget) - Math.Max(steps, 0);
            if (steps > 0)
            {
                return end;
            }
        }

        return MatchRemembering(program, start, content, offset, limit);
    }

    private int MatchRemembering(in ByteProgram program, int start, ReadOnlySpan<byte> content, int offset, int limit)
    {
        (_remembers, _origin, _stride) = (true, offset, limit - offset + 1);
        var words = (((long)program.Length * _stride) + 63) / 64;
        if (Budget < words || words > MaxMemoryWords)
        {
            IsExhausted = true;
            return -1;
        }

        if (_memory.Length < words)
        {
            _memory = new ulong[words];
        }

        _memory.AsSpan(0, (int)words).Clear();
        var steps = Budget -= words;
        var end = Run(program, start, content, offset, limit, ref steps);
        Budget = Math.Max(steps, 0);
        IsExhausted |= steps <= 0;
        return steps > 0 ? end : -1;
    }

    /// <summary>
    /// Returns the start of the leftmost match from <paramref name="from"/> on, or -1 when there is none. <paramref name="end"/> is the
    /// offset after the match.
    /// </summary>
    public int Search(in ByteProgram program, ReadOnlySpan<byte> content, int from, int maxLength, out int end)
    {
        Attach();
        var last = IsStartAnchored(program) ? 0 : content.Length;
        for (var offset = from; offset <= last; offset++)
        {
            if (!MayStart(program, content, offset))
            {
                continue;
            }

            end = MatchFrom(program, program.Start, content, offset, (int)Math.Min(content.Length, (long)offset + maxLength));
            if (end >= 0)
            {
                return offset;
            }
        }

        end = -1;
        return -1;
    }

    /// <summary>
    /// Returns whether the byte at <paramref name="offset"/> can be the first of a match and an anchor at the start of the program holds
    /// there. This check costs almost nothing.
    /// </summary>
    public bool MayStart(in ByteProgram program, ReadOnlySpan<byte> content, int offset)
    {
        Attach();
        pool.Load(program);
        ref readonly var first = ref _code[program.Start];
        return (program.First < 0 || (offset < content.Length && Contains(program.First, content[offset])))
            && (first.Op != Op.Assert || MatchesAnchor((AnchorKind)first.A, content, offset));
    }

    /// <summary>Returns whether the program begins with the anchor of the whole text, so that it matches at no other offset.</summary>
    private bool IsStartAnchored(in ByteProgram program)
    {
        pool.Load(program);
        ref readonly var first = ref _code[program.Start];
        return first.Op == Op.Assert && (AnchorKind)first.A == AnchorKind.TextStart;
    }

    /// <summary>Returns whether class <paramref name="set"/> contains <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int set, byte value)
    {
        Attach();
        return Contains(ref MemoryMarshal.GetArrayDataReference(_sets), set, value);
    }

    /// <summary>
    /// Gets the pool's arrays when they are first needed. Most contents have no candidate, and in a hook the copies cost more than the
    /// search.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Attach()
    {
        if (_code.Length == 0)
        {
            (_code, _sets, _maps, _masks) = (pool.Code, pool.Sets, pool.Maps, pool.Masks);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Contains(ref ulong sets, int set, byte value) =>
        (Unsafe.Add(ref sets, (set * ProgramPool.SetWords) + (value >> 6)) >> (value & 63) & 1) != 0;

    private int Run(in ByteProgram program, int start, ReadOnlySpan<byte> content, int offset, int limit, ref long steps)
    {
        _slots.AsSpan(0, 2 * (program.Groups + 1)).Fill(-1);
        _top = 0;
        var code = _code;
        ref var sets = ref MemoryMarshal.GetArrayDataReference(_sets);
        var (pc, position) = (start, offset);
        while (true)
        {
            if (--steps <= 0)
            {
                return -1;
            }

            ref readonly var step = ref code[pc];
            switch (step.Op)
            {
                case Op.Match:
                    return position;
                case Op.Set:
                    if (position < limit && Contains(ref sets, step.A, content[position]))
                    {
                        position++;
                        pc++;
                        continue;
                    }

                    break;
                case Op.Possessive:
                case Op.Greedy:
                    var most = RunLength(ref sets, step.A, content[position..limit], step.C);
                    steps -= most >> 2;
                    if (most < step.B)
                    {
                        break;
                    }

                    var shortest = position + step.B;
                    position += most;
                    if (step.Op == Op.Possessive || (TryShorten(step, pc, shortest, content, limit, ref position, ref sets)
                        && Visit(program, pc, position)))
                    {
                        pc++;
                        continue;
                    }

                    break;
                case Op.Lazy:
                    var fewest = step.B == 0 ? 0 : RunLength(ref sets, step.A, content[position..limit], step.B);
                    if (fewest < step.B)
                    {
                        break;
                    }

                    position += fewest;
                    if (TryLengthen(step, pc, step.C == RegexLength.Unbounded ? RegexLength.Unbounded
                        : step.C - step.B, content, limit, ref position, ref steps, ref sets) && Visit(program, pc, position))
                    {
                        pc++;
                        continue;
                    }

                    break;
                case Op.Jump:
                    pc = step.A;
                    continue;
                case Op.Split:
                    if (!Visit(program, pc, position))
                    {
                        break;
                    }

                    var (first, second) = (MayGoOn(step.C, content, position, limit, ref sets),
                        MayGoOn(step.D, content, position, limit, ref sets));
                    if (!first && !second)
                    {
                        break;
                    }

                    if (first && second)
                    {
                        Push(new(JobKind.Resume, step.B, position, 0));
                    }

                    pc = first ? step.A : step.B;
                    continue;
                case Op.Choose:
                    var branches = position < limit ? _masks[step.D + _maps[step.A + content[position]]] : ulong.MaxValue >> (64 - step.C);
                    if (branches != 0 && Visit(program, pc, position))
                    {
                        pc = SelectBranch(pc, position, branches);
                        continue;
                    }

                    break;
                case Op.Save:
                    Push(new(JobKind.Restore, step.A, _slots[step.A], 0));
                    _slots[step.A] = position;
                    pc++;
                    continue;
                case Op.Assert:
                    if (MatchesAnchor((AnchorKind)step.A, content, position))
                    {
                        pc++;
                        continue;
                    }

                    break;
            }

            if (!Backtrack(program, content, limit, ref pc, ref position, ref steps, ref sets))
            {
                return -1;
            }
        }
    }

    /// <summary>Takes the latest open job that can still succeed. Returns false when there is none.</summary>
    private bool Backtrack(in ByteProgram program, ReadOnlySpan<byte> content, int limit, ref int pc, ref int position, ref long steps,
        ref ulong sets)
    {
        while (_top > 0)
        {
            if (--steps <= 0)
            {
                return false;
            }

            var job = _jobs[--_top];
            (pc, position) = (job.Pc, job.Position);
            switch (job.Kind)
            {
                case JobKind.Resume:
                    return true;
                case JobKind.Branch:
                    pc = SelectBranch(pc, position, job.Other);
                    return true;
                case JobKind.Restore:
                    _slots[job.Pc] = job.Position;
                    break;
                case JobKind.Shorten:
                    var step = _code[pc];
                    position--;
                    if (TryShorten(step, pc, (int)job.Other, content, limit, ref position, ref sets) && Visit(program, pc, position))
                    {
                        pc++;
                        return true;
                    }

                    break;
                case JobKind.Lengthen:
                    var lazy = _code[pc];
                    if (position < limit && Contains(ref sets, lazy.A, content[position]))
                    {
                        position++;
                        if (TryLengthen(lazy, pc, (int)job.Other, content, limit, ref position, ref steps, ref sets)
                            && Visit(program, pc, position))
                        {
                            pc++;
                            return true;
                        }
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>
    /// Finds the shortest run after which the match may continue. It starts with the run that ends at <paramref name="position"/> and adds
    /// at most <paramref name="remaining"/> bytes. Longer runs stay open.
    /// </summary>
    private bool TryLengthen(in Instruction step, int pc, int remaining, ReadOnlySpan<byte> content, int limit, ref int position,
        ref long steps,
        ref ulong sets)
    {
        var offset = position;
        while (!MayGoOn(step.D, content, offset, limit, ref sets))
        {
            if (remaining == 0 || offset >= limit || !Contains(ref sets, step.A, content[offset]))
            {
                return false;
            }

            offset++;
            remaining -= remaining == RegexLength.Unbounded ? 0 : 1;
        }

        steps -= (offset - position) >> 2;
        position = offset;
        if (remaining > 0)
        {
            Push(new(JobKind.Lengthen, pc, offset, (ulong)(remaining == RegexLength.Unbounded ? remaining : remaining - 1)));
        }

        return true;
    }

    /// <summary>
    /// Finds the longest run after which the match may continue. It starts with the run that ends at <paramref name="position"/> and
    /// removes bytes. Shorter runs stay open.
    /// </summary>
    private bool TryShorten(in Instruction step, int pc, int shortest, ReadOnlySpan<byte> content, int limit, ref int position,
        ref ulong sets)
    {
        while (!MayGoOn(step.D, content, position, limit, ref sets))
        {
            if (position == shortest)
            {
                return false;
            }

            position--;
        }

        if (position > shortest)
        {
            Push(new(JobKind.Shorten, pc, position, (ulong)shortest));
        }

        return true;
    }

    /// <summary>Returns the first branch of a choice. The others stay open.</summary>
    private int SelectBranch(int pc, int position, ulong branches)
    {
        var rest = branches & (branches - 1);
        if (rest != 0)
        {
            Push(new(JobKind.Branch, pc, position, rest));
        }

        return _code[pc + 1 + System.Numerics.BitOperations.TrailingZeroCount(branches)].A;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayGoOn(int set, ReadOnlySpan<byte> content, int position, int limit, ref ulong sets) =>
        set < 0 || (position < limit && Contains(ref sets, set, content[position]));

    private static int RunLength(ref ulong sets, int set, ReadOnlySpan<byte> content, int max)
    {
        var length = Math.Min(content.Length, max);
        for (var i = 0; i < length; i++)
        {
            if (!Contains(ref sets, set, content[i]))
            {
                return i;
            }
        }

        return length;
    }

    /// <summary>Returns false when the attempt has visited this choice before, so that it leads to nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Visit(in ByteProgram program, int pc, int position) => !_remembers || VisitFirstTime(program, pc, position);

    private bool VisitFirstTime(in ByteProgram program, int pc, int position)
    {
        var index = ((long)(pc - program.Start) * _stride) + (position - _origin);
        var bit = 1UL << (int)(index & 63);
        ref var word = ref _memory[index >> 6];
        var isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    private static bool MatchesAnchor(AnchorKind kind, ReadOnlySpan<byte> content, int position) => kind switch
    {
        AnchorKind.TextStart => position == 0,
        AnchorKind.TextEnd => position == content.Length,
        AnchorKind.LineStart => position == 0 || content[position - 1] == '\n',
        AnchorKind.LineEnd => position == content.Length || content[position] == '\n',
        AnchorKind.WordBoundary => AsciiText.IsBoundary(content, position),
        _ => !AsciiText.IsBoundary(content, position),
    };

    private void Push(in Job job)
    {
        if (_top == _jobs.Length)
        {
            Array.Resize(ref _jobs, _jobs.Length * 2);
        }

        _jobs[_top++] = job;
    }

    private readonly record struct Job(JobKind Kind, int Pc, int Position, ulong Other);
}
