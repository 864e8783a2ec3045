using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Turns bytes into occurrences, in steps over a part of the content that stays in the nearest caches. The kernel reports candidate
/// positions. Positions remain if the index contains their four bytes. They remain if their sixteen bytes allow what all literals of the
/// window have in common. Then the literals that these bytes allow are selected. Each step writes unconditionally and advances by a
/// condition, so that no step mispredicts. Whether there is an occurrence depends only on the <see cref="QuickCheck.Reach"/> bytes before
/// the offset and the same number of bytes from the offset on. Use one instance per thread.
/// </summary>
internal sealed class OccurrenceFinder(RuleSet rules, Kernel kernel)
{
    /// <summary>Bytes that are searched at once. With half or twice as many, scanning is slower by one or two percent.</summary>
    public const int PartLength = BlocksPerPart * Kernel.BlockLength;

    private const int BlocksPerPart = 512;

    /// <summary>A shorter copied range is searched again, because finding its occurrences in the other content costs more.</summary>
    private const int MinReusedLength = Kernel.BlockLength;

    private readonly ushort[] _positions = GC.AllocateUninitializedArray<ushort>(PartLength + Kernel.Slack);
    private int[] _lists = GC.AllocateUninitializedArray<int>(1024);
    private readonly byte[] _tail = new byte[(2 * Kernel.BlockLength) + Kernel.Overreach + 1];
    private LiteralOccurrence[] _sifted = GC.AllocateUninitializedArray<LiteralOccurrence>(1024);
    private LiteralReaches? _reaches;
    private (ushort[] OfTable, ushort[] Before)? _more;

    /// <summary>The literals. Occurrences refer to them by number.</summary>
    public LiteralIndex Literals { get; } = rules.GetLiterals(kernel.Lookup);

    /// <summary>
    /// Finds the occurrences from <paramref name="from"/> up to the returned offset, which is excluded and is at most
    /// <paramref name="to"/>. The span is valid until the next call.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Part(ReadOnlySpan<byte> content, int from, int to, out ReadOnlySpan<LiteralOccurrence> occurrences)
    {
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(content), from);
        var blocks = Math.Min(BlocksPerPart, (to - from + Kernel.BlockLength - 1) / Kernel.BlockLength);
        var readable = (content.Length - Kernel.Overreach - from) / Kernel.BlockLength;
        if (readable > 0)
        {
            blocks = Math.Min(blocks, readable);
        }
        else
        {
            // After the end the bytes count as zero, which the padding of short literals allows.
            Array.Clear(_tail);
            content[from..].CopyTo(_tail);
            start = ref MemoryMarshal.GetArrayDataReference(_tail);
        }

        var end = Math.Min(to, from + (blocks * Kernel.BlockLength));
        var indexed = FilterIndexed(ref start, FindCandidates(ref start, blocks, end - from));
        var count = FilterLiterals(content, from, FilterNear(content, from, indexed));
        occurrences = _sifted.AsSpan(0, count); // read here, because the field may have been replaced by a longer array
        return end;
    }

    /// <summary>Finds the positions before <paramref name="end"/> for which some table has a candidate bit. Returns their number.</summary>
    private int FindCandidates(ref byte start, int blocks, int end)
    {
        var count = kernel.Find(ref start, blocks, Literals.Tables[0], _positions);
        foreach (var table in Literals.Tables.AsSpan(1))
        {
            _more ??= (new ushort[_positions.Length], new ushort[_positions.Length]);
            var more = kernel.Find(ref start, blocks, table, _more.Value.OfTable);
            _positions.AsSpan(0, count).CopyTo(_more.Value.Before);
            count = Merge(_more.Value.Before.AsSpan(0, count), _more.Value.OfTable.AsSpan(0, more), _positions);
        }

        while (count > 0 && _positions[count - 1] >= end)
        {
            count--;
        }

        return count;
    }

    /// <summary>Merges both lists in ascending order, each position once. Returns the number of positions.</summary>
    private static int Merge(ReadOnlySpan<ushort> some, ReadOnlySpan<ushort> others, Span<ushort> all)
    {
        var (i, k, count) = (0, 0, 0);
        while (i < some.Length || k < others.Length)
        {
            var next = Math.Min(i < some.Length ? some[i] : ushort.MaxValue, k < others.Length ? others[k] : ushort.MaxValue);
            i += i < some.Length && some[i] == next ? 1 : 0;
            k += k < others.Length && others[k] == next ? 1 : 0;
            all[count++] = next;
        }

        return count;
    }

    /// <summary>
    /// Adds the occurrences from <paramref name="from"/> up to <paramref name="to"/>, excluded, to <paramref name="occurrences"/>.
    /// </summary>
    public void Locate(ReadOnlySpan<byte> content, int from, int to, OrderedList<LiteralOccurrence> occurrences)
    {
        while (from < to)
        {
            from = Part(content, from, to, out var found);
            occurrences.Add(found);
        }
    }

    /// <summary>
    /// Finds the occurrences in a version of another content. An occurrence whose bytes all lie in a copied range keeps its distance from
    /// the start of the range. The rest of the version is searched.
    /// </summary>
    /// <param name="content">The version.</param>
    /// <param name="source">The scan state of the other content.</param>
    /// <param name="copies">The ranges copied from the other content, ascending and not overlapping.</param>
    /// <param name="occurrences">Receives the occurrences.</param>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState source, ReadOnlySpan<CopiedRange> copies,
        OrderedList<LiteralOccurrence> occurrences)
    {
        var (next, last) = (0, 0);
        foreach (ref readonly var copy in copies)
        {
            var (from, to) = GetReusableRange(copy, content.Length, source.Length);
            if (to - from < MinReusedLength)
            {
                continue;
            }

            Locate(content, next, from, occurrences);
            var first = source.Occurrences.FindFirst(from - copy.Distance, last);
            last = source.Occurrences.FindFirst(to - copy.Distance, first);
            ReuseOccurrences(source.Occurrences.Items[first..last], copy, copy.IsTail(content.Length, source.Length), occurrences);
            next = to;
        }

        Locate(content, next, content.Length, occurrences);
    }

    /// <summary>
    /// Returns the offsets of a copied range whose occurrences have all their bytes in it. Bytes outside both contents are zero.
    /// </summary>
    private static (int From, int To) GetReusableRange(in CopiedRange copy, int length, int sourceLength) =>
        (copy.IsHead ? 0 : copy.Start + QuickCheck.Reach, copy.IsTail(length, sourceLength) ? copy.End : copy.End - QuickCheck.Reach + 1);

    /// <summary>
    /// Adds the occurrences of a copied range. An occurrence stays ruled out when all bytes that a match around it could reach are copied.
    /// If the match could reach an end of the content, that must be an end in both contents.
    /// </summary>
    private void ReuseOccurrences(ReadOnlySpan<LiteralOccurrence> occurrences, in CopiedRange copy, bool isTail,
        OrderedList<LiteralOccurrence> reused)
    {
        var (start, end) = (copy.IsHead ? int.MinValue : copy.Source, isTail ? int.MaxValue : copy.SourceEnd);
        var room = reused.Reserve(occurrences.Length);
        var reaches = _reaches ??= new(rules, Literals);
        for (var i = 0; i < occurrences.Length; i++)
        {
            ref readonly var occurrence = ref occurrences[i];
            var stays = occurrence.IsRuledOut && reaches.GetReach(occurrence.Literal).IsWithin(occurrence.Offset, start, end);
            room[i] = new(occurrence.Offset + copy.Distance, stays ? occurrence.Code : occurrence.Literal);
        }
    }

    /// <summary>
    /// Keeps the positions whose four bytes the index contains. Returns their number. Four positions are read before the first is written.
    /// Otherwise the processor would wait to see whether a write changed what is read.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FilterIndexed(ref byte part, int candidates)
    {
        ref var positions = ref MemoryMarshal.GetArrayDataReference(_positions);
        ref var bits = ref MemoryMarshal.GetArrayDataReference(Literals.Index.Bits);
        var (first, second) = Literals.Index.Pairs;
        nint i = 0, count = 0;
        for (; i + 4 <= candidates; i += 4)
        {
            var (a, b, c, d) = (Unsafe.Add(ref positions, i), Unsafe.Add(ref positions, i + 1), Unsafe.Add(ref positions, i + 2),
                Unsafe.Add(ref positions, i + 3));
            var (isA, isB) = (IsIndexed(ref part, a, ref bits, first, second), IsIndexed(ref part, b, ref bits, first, second));
            var (isC, isD) = (IsIndexed(ref part, c, ref bits, first, second), IsIndexed(ref part, d, ref bits, first, second));
            Unsafe.Add(ref positions, count) = a;
            count += isA;
            Unsafe.Add(ref positions, count) = b;
            count += isB;
            Unsafe.Add(ref positions, count) = c;
            count += isC;
            Unsafe.Add(ref positions, count) = d;
            count += isD;
        }

        for (; i < candidates; i++)
        {
            var position = Unsafe.Add(ref positions, i);
            Unsafe.Add(ref positions, count) = position;
            count += IsIndexed(ref part, position, ref bits, first, second);
        }

        return (int)count;
    }

    /// <summary>Returns 1 if the index contains the four bytes at the position, otherwise 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint IsIndexed(ref byte part, nint position, ref ulong bits, uint first, uint second) =>
        WindowIndex.IsIndexed(ref Unsafe.Add(ref part, position), ref bits, first, second);

    /// <summary>
    /// Keeps the positions whose sixteen bytes allow what all literals of the window have in common, and stores the list of these literals.
    /// Returns the number of positions.
    /// </summary>
    private int FilterNear(ReadOnlySpan<byte> content, int origin, int indexed)
    {
        if (_lists.Length <= indexed)
        {
            _lists = GC.AllocateUninitializedArray<int>(indexed * 2);
        }

        var (first, end) = (0, indexed);
        while (first < indexed && origin + _positions[first] < QuickCheck.Reach)
        {
            first++;
        }

        while (end > first && origin + _positions[end - 1] > content.Length - QuickCheck.Reach)
        {
            end--;
        }

        var count = FilterNearEdge(content, origin, 0, first, 0);
        count = FilterNearInside(ref Unsafe.Add(ref MemoryMarshal.GetReference(content), origin), first, end, count);
        return FilterNearEdge(content, origin, end, indexed, count);
    }

    /// <summary>
    /// Filters positions whose sixteen bytes all lie in the content. Nothing is called in the loop, because its counters have to stay in
    /// registers.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FilterNearInside(ref byte part, int first, int end, int count)
    {
        ref var positions = ref MemoryMarshal.GetArrayDataReference(_positions);
        ref var nearLists = ref MemoryMarshal.GetArrayDataReference(_lists);
        ref var checks = ref MemoryMarshal.GetArrayDataReference(Literals.ListChecks);
        ref var bits = ref MemoryMarshal.GetArrayDataReference(Literals.Index.Bits);
        ref var before = ref MemoryMarshal.GetArrayDataReference(Literals.Index.Before);
        ref var lists = ref MemoryMarshal.GetArrayDataReference(Literals.Index.ListsOfSlots);
        var (firstPair, other) = Literals.Index.Pairs;
        nint all = count;
        for (nint i = first; i < end; i++)
        {
            nint position = Unsafe.Add(ref positions, i);
            ref var bytes = ref Unsafe.Add(ref part, position);
            var list = WindowIndex.ListOf(ref bytes, ref bits, ref before, ref lists, firstPair, other);
            var isNear = Unsafe.Add(ref checks, (nint)list)
                .Allows(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref bytes, QuickCheck.Reach)),
                Unsafe.ReadUnaligned<ulong>(ref bytes)) ? 1 : 0;
            Unsafe.Add(ref positions, all) = (ushort)position;
            Unsafe.Add(ref nearLists, all) = list;
            all += isNear;
        }

        return (int)all;
    }

    /// <summary>Filters positions for which some of the sixteen bytes lie outside the content.</summary>
    private int FilterNearEdge(ReadOnlySpan<byte> content, int origin, int first, int end, int count)
    {
        for (var i = first; i < end; i++)
        {
            var position = _positions[i];
            var (before, from) = ReadAround(content, origin + position);
            var list = Literals.Index.ListOf((uint)from);
            (_positions[count], _lists[count]) = (position, list);
            count += Literals.ListChecks[list].Allows(before, from) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// Selects the literals that the sixteen bytes around their window allow. Returns their number. A list with one literal is not checked
    /// again, because the check of the list is that of the literal.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FilterLiterals(ReadOnlySpan<byte> content, int origin, int near)
    {
        ref var checks = ref MemoryMarshal.GetArrayDataReference(Literals.Checks);
        var (count, index) = (0, Literals.Index);
        for (var i = 0; i < near; i++)
        {
            var offset = origin + _positions[i];
            var literals = index.GetLiterals(_lists[i]);
            if (count + literals.Length > _sifted.Length)
            {
                Array.Resize(ref _sifted, (count + literals.Length) * 2);
            }

            ref var sifted = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sifted), (nint)count);
            if (literals.Length == 1)
            {
                sifted = new(offset, literals[0]);
                count++;
                continue;
            }

            var (before, from) = ReadAround(content, offset);
            nint found = 0;
            foreach (var literal in literals)
            {
                Unsafe.Add(ref sifted, found) = new(offset, literal);
                found += Unsafe.Add(ref checks, (nint)literal).Allows(before, from) ? 1 : 0;
            }

            count += (int)found;
        }

        return count;
    }

    /// <summary>
    /// Returns the eight bytes before <paramref name="offset"/> and the eight bytes from it on. Bytes outside the content are zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Before, ulong From) ReadAround(ReadOnlySpan<byte> content, int offset)
    {
        ref var bytes = ref Unsafe.Add(ref MemoryMarshal.GetReference(content), offset);
        return offset >= QuickCheck.Reach && offset + QuickCheck.Reach <= content.Length
            ? (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref bytes, QuickCheck.Reach)), Unsafe.ReadUnaligned<ulong>(ref bytes))
            : (ReadPadded(content, offset - QuickCheck.Reach), ReadPadded(content, offset));
    }

    /// <summary>Returns eight bytes of which some lie outside the content. Those are zero.</summary>
    private static ulong ReadPadded(ReadOnlySpan<byte> content, int offset)
    {
        var bytes = 0UL;
        for (var i = Math.Max(0, -offset); i < sizeof(ulong) && offset + i < content.Length; i++)
        {
            bytes |= (ulong)content[offset + i] << (8 * i);
        }

        return bytes;
    }
}
