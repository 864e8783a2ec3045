using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>A place where a rule's literal stands: a match that contains it starts from <paramref name="First"/> to <paramref name="Last"/>. Where it can start at one place only, the rule's lookahead has been asked.</summary>
internal readonly record struct Candidate(int Rule, int First, int Last);

/// <summary>
/// From bytes to candidates, in steps over a part that stays in the first-level cache: the kernel's alarms; of these the positions whose four bytes
/// the index knows; their literals, of these the ones that sixteen bytes allow; of these the ones that really stand there. Each step writes unconditionally and moves on by a
/// condition, so that no step mispredicts. One per thread.
/// </summary>
internal sealed class Prefilter(RuleSet rules, Kernel kernel)
{
    /// <summary>Bytes that are looked at in one go: with the lists and tables they stay in the first-level cache.</summary>
    public const int PartLength = BlocksPerPart * Kernel.BlockLength;

    private const int BlocksPerPart = 256;

    /// <summary>Alarms of a block that are written without asking how many there are.</summary>
    private const int UsualAlarms = 4;

    private readonly LiteralSheets _literals = rules.SheetsFor(kernel.Fold);
    private readonly ulong[] _alarms = new ulong[BlocksPerPart];
    private readonly int[] _positions = GC.AllocateUninitializedArray<int>(PartLength + UsualAlarms);
    private readonly byte[] _tail = new byte[(2 * Kernel.BlockLength) + Kernel.Overreach + 1];
    private Sifted[] _sifted = GC.AllocateUninitializedArray<Sifted>(1024);
    private Candidate[] _candidates = new Candidate[64];
    private readonly int[] _latest = new int[rules.Rules.Count];
    private bool _isSorted;
    private int _count;

    /// <summary>What <see cref="Run"/> found, those of one rule by ascending <see cref="Candidate.First"/>; valid until it is called again.</summary>
    public ReadOnlySpan<Candidate> Candidates => _candidates.AsSpan(0, _count);

    /// <summary>Finds all candidates of <paramref name="content"/>.</summary>
    public void Run(ReadOnlySpan<byte> content)
    {
        (_count, _isSorted) = (0, true);
        ref var start = ref MemoryMarshal.GetReference(content);
        var whole = Math.Max(0, (content.Length - Kernel.Overreach) / Kernel.BlockLength);
        for (var block = 0; block < whole; block += BlocksPerPart)
        {
            RunPart(content, ref Unsafe.Add(ref start, block * Kernel.BlockLength), block * Kernel.BlockLength, Math.Min(BlocksPerPart, whole - block));
        }

        // Behind the end the bytes count as zero, which the padding of short literals allows.
        var rest = whole * Kernel.BlockLength;
        Array.Clear(_tail);
        content[rest..].CopyTo(_tail);
        RunPart(content, ref MemoryMarshal.GetArrayDataReference(_tail), rest, 2);
        Settle();
    }

    /// <summary>The steps are kept out of line: in one method they have too few registers.</summary>
    private void RunPart(ReadOnlySpan<byte> content, ref byte part, int origin, int blocks)
    {
        Array.Clear(_alarms);
        foreach (var table in _literals.Tables)
        {
            kernel.Find(ref part, blocks, table, _alarms);
        }

        Confirm(content, Sift(content, origin, ref part, Known(ref part, Flatten(blocks))));
    }

    /// <summary>Candidates come in the order of their literals, which is that of their first places for nearly all rules.</summary>
    private void Settle()
    {
        if (!_isSorted)
        {
            _candidates.AsSpan(0, _count).Sort(static (a, b) => a.First.CompareTo(b.First));
        }

        foreach (ref readonly var candidate in Candidates)
        {
            _latest[candidate.Rule] = 0;
        }
    }

    /// <summary>The positions of all alarms; how many.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Flatten(int blocks)
    {
        ref var positions = ref MemoryMarshal.GetArrayDataReference(_positions);
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            var alarms = _alarms[block];
            var end = count + BitOperations.PopCount(alarms);
            for (var k = 0; k < UsualAlarms; k++)
            {
                Unsafe.Add(ref positions, count + k) = (block * Kernel.BlockLength) + BitOperations.TrailingZeroCount(alarms);
                alarms &= alarms - 1;
            }

            for (count += UsualAlarms; count < end; count++)
            {
                Unsafe.Add(ref positions, count) = (block * Kernel.BlockLength) + BitOperations.TrailingZeroCount(alarms);
                alarms &= alarms - 1;
            }

            count = end;
        }

        return count;
    }

    /// <summary>Of the positions those whose four bytes the index knows; how many.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Known(ref byte part, int alarms)
    {
        ref var positions = ref MemoryMarshal.GetArrayDataReference(_positions);
        ref var bits = ref MemoryMarshal.GetArrayDataReference(_literals.Index.Bits);
        var count = 0;
        for (var i = 0; i < alarms; i++)
        {
            var at = Unsafe.Add(ref positions, i);
            var slot = WindowIndex.SlotAt(ref Unsafe.Add(ref part, at));
            Unsafe.Add(ref positions, count) = at;
            count += (int)(Unsafe.Add(ref bits, slot / 64) >> (int)(slot % 64)) & 1;
        }

        return count;
    }

    /// <summary>The literals that the sixteen bytes around their window allow; how many.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Sift(ReadOnlySpan<byte> content, int origin, ref byte part, int known)
    {
        ref var checks = ref MemoryMarshal.GetArrayDataReference(_literals.Checks);
        var count = 0;
        foreach (var position in _positions.AsSpan(0, known))
        {
            var literals = _literals.Index.Literals(WindowIndex.SlotAt(ref Unsafe.Add(ref part, position)));
            if (count + literals.Length > _sifted.Length)
            {
                Array.Resize(ref _sifted, (count + literals.Length) * 2);
            }

            ref var sifted = ref MemoryMarshal.GetArrayDataReference(_sifted);
            var (before, from) = Around(content, origin + position);
            foreach (var literal in literals)
            {
                Unsafe.Add(ref sifted, count) = new(origin + position, literal);
                count += Unsafe.Add(ref checks, literal).Allows(before, from) ? 1 : 0;
            }
        }

        return count;
    }

    private void Confirm(ReadOnlySpan<byte> content, int sifted)
    {
        foreach (var (at, literal) in _sifted.AsSpan(0, sifted))
        {
            ConfirmEntry(content, at, _literals[literal]);
        }
    }

    /// <summary>The eight bytes before <paramref name="at"/> and those from there on; outside the content: zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Before, ulong From) Around(ReadOnlySpan<byte> content, int at)
    {
        ref var bytes = ref Unsafe.Add(ref MemoryMarshal.GetReference(content), at);
        return at >= QuickCheck.Reach && at + QuickCheck.Reach <= content.Length
            ? (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref bytes, QuickCheck.Reach)), Unsafe.ReadUnaligned<ulong>(ref bytes))
            : (Padded(content, at - QuickCheck.Reach), Padded(content, at));
    }

    /// <summary>Eight bytes of which some lie outside: those are zero.</summary>
    private static ulong Padded(ReadOnlySpan<byte> content, int at)
    {
        var bytes = 0UL;
        for (var i = Math.Max(0, -at); i < sizeof(ulong) && at + i < content.Length; i++)
        {
            bytes |= (ulong)content[at + i] << (8 * i);
        }

        return bytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ConfirmEntry(ReadOnlySpan<byte> content, int window, LiteralEntry entry)
    {
        var start = window - entry.WindowOffset;
        if (start < entry.MinOffset || !entry.StandsAt(content, start))
        {
            return;
        }

        var compiled = rules.Compiled(entry.Rule);
        if (entry.MinOffset == entry.MaxOffset && compiled.Lookahead is { } lookahead && !lookahead.MayMatch(content, start - entry.MinOffset))
        {
            return;
        }

        Add(new(entry.Rule, Math.Max(0, start - entry.MaxOffset), start - entry.MinOffset));
    }

    private void Add(Candidate candidate)
    {
        if (_count == _candidates.Length)
        {
            Array.Resize(ref _candidates, _count * 2);
        }

        ref var latest = ref _latest[candidate.Rule];
        _isSorted &= candidate.First >= latest;
        latest = candidate.First;
        _candidates[_count++] = candidate;
    }

    private readonly record struct Sifted(int At, int Literal);
}
