using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Matching;

/// <summary>
/// A small deterministic automaton that excludes matches of a regex where a common literal occurs. It needs one load for each byte. It
/// knows less than the regex: no boundaries except the end of the text, and long counts only roughly. Therefore true means "perhaps" and
/// false is certain. Construction: subsets of a Thompson automaton (Aho, Sethi, Ullman, "Compilers", 3.7).
/// </summary>
internal sealed class PrefilterDfa
{
    /// <summary>A match that is still open after this many bytes is left to the regex.</summary>
    public const int FarthestLook = 512;

    /// <summary>More states are not worth their memory, even for a common literal. What they would lead to becomes "perhaps".</summary>
    public const int MaxStates = 400;

    private const int Dead = 0;

    private const int Perhaps = 1;

    private const int First = 2;

    private readonly byte[] _classes;
    private readonly ushort[] _rows;
    private readonly int _rowLength;
    private readonly int _reach;

    /// <param name="classes">The class of each of the 256 bytes.</param>
    /// <param name="rows">For each state and class, the start of the next state's row. After the classes comes the start of the next
    /// state's row at the end of the text.</param>
    /// <param name="rowLength">Number of classes plus one.</param>
    /// <param name="reach">Length of the longest match. At most <see cref="FarthestLook"/> bytes are checked.</param>
    public PrefilterDfa(byte[] classes, ushort[] rows, int rowLength, int reach) =>
        (_classes, _rows, _rowLength, _reach) = (classes, rows, rowLength, reach);

    public ReadOnlySpan<byte> Classes => _classes;

    public ReadOnlySpan<ushort> Rows => _rows;

    public int RowLength => _rowLength;

    public int Reach => _reach;

    /// <summary>Returns whether a match may start at <paramref name="offset"/>.</summary>
    public bool MayMatch(ReadOnlySpan<byte> content, int offset) =>
        MayMatch(content, offset, 1, content.Length - offset, First * _rowLength, 0);

    /// <summary>
    /// Same, where the bytes that <paramref name="from"/> was computed for by <see cref="GetStartAfter"/> are known to occur.
    /// </summary>
    public bool MayMatch(ReadOnlySpan<byte> content, int offset, PrefilterDfaStart from) =>
        MayMatch(content, offset, 1, content.Length - offset, from.Row, from.Length);

    /// <summary>
    /// Same, backwards: returns whether a match of the reversed bytes may start with the byte before <paramref name="offset"/> and continue
    /// towards the start of the content.
    /// </summary>
    public bool MayMatchBackwards(ReadOnlySpan<byte> content, int offset) =>
        MayMatch(content, offset - 1, -1, offset, First * _rowLength, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayMatch(ReadOnlySpan<byte> content, int offset, int step, int available, nint row, int from)
    {
        ref var classes = ref MemoryMarshal.GetArrayDataReference(_classes);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        nint perhaps = _rowLength;
        var length = Math.Min(available, Math.Min(_reach, FarthestLook));
        offset += from * step;
        for (var i = from; i < length; i++, offset += step)
        {
            row = Unsafe.Add(ref rows, row + Unsafe.Add(ref classes, content[offset]));
            if (row <= perhaps)
            {
                return row != Dead;
            }
        }

        return (length == available && Unsafe.Add(ref rows, row + perhaps - 1) != Dead)
            || (_reach > FarthestLook && length == FarthestLook);
    }

    /// <summary>
    /// Returns the state after bytes of <paramref name="sets"/>, which are the first ones of a match. If the state after all of them
    /// depends on the bytes, it is the state after fewer of them.
    /// </summary>
    public PrefilterDfaStart GetStartAfter(ReadOnlySpan<ByteSet> sets)
    {
        var start = new PrefilterDfaStart(First * _rowLength, 0);
        while (start.Length < sets.Length && GetNextRow(start.Row, sets[start.Length]) is var row && row > _rowLength)
        {
            start = new(row, start.Length + 1);
        }

        return start;
    }

    /// <summary>Returns the row that every byte of the set leads to, or -1 when they lead to several rows.</summary>
    private int GetNextRow(int row, ByteSet set)
    {
        var found = -1;
        for (var value = 0; value < _classes.Length; value++)
        {
            if (set.Contains((byte)value))
            {
                var next = _rows[row + _classes[value]];
                if (found >= 0 && next != found)
                {
                    return -1;
                }

                found = next;
            }
        }

        return found;
    }

    /// <summary>Builds the automaton of <paramref name="node"/>. Returns null when it would answer "perhaps" everywhere.</summary>
    /// <param name="node">The regex.</param>
    /// <param name="reach">Length of the longest match.</param>
    /// <param name="maxStates">Maximum number of states that are distinguished.</param>
    public static PrefilterDfa? Build(RegexNode node, int reach, int maxStates = MaxStates)
    {
        var automaton = new Automaton();
        var start = automaton.TryAdd(node, Automaton.End);
        return start < 0 ? null : Determine(automaton, start, reach, maxStates);
    }

    private static PrefilterDfa? Determine(Automaton automaton, int start, int reach, int maxStates)
    {
        var numbers = new Dictionary<Subset, int>();
        var subsets = new List<Subset>();
        var (classes, representatives) = automaton.ComputeClasses();
        var rowLength = representatives.Length + 1;
        if (Number(automaton.ComputeClosure([start])) == Perhaps)
        {
            return null;
        }

        var rows = new List<ushort>(new ushort[First * rowLength]);
        for (var i = 0; i < subsets.Count; i++)
        {
            foreach (var representative in representatives)
            {
                rows.Add((ushort)(Number(automaton.Step(subsets[i], representative)) * rowLength));
            }

            rows.Add((ushort)(Automaton.MayEnd(subsets[i]) ? Perhaps * rowLength : Dead));
        }

        return new PrefilterDfa(classes, [.. rows], rowLength, reach);

        int Number(Subset? subset)
        {
            if (subset is null || subset.States.Length == 0)
            {
                return subset is null ? Perhaps : Dead;
            }

            if (!numbers.TryGetValue(subset, out var number))
            {
                if (subsets.Count == maxStates || (First + subsets.Count + 1) * rowLength > ushort.MaxValue)
                {
                    return Perhaps;
                }

                number = First + subsets.Count;
                numbers.Add(subset, number);
                subsets.Add(subset);
            }

            return number;
        }
    }

    /// <summary>A set of states, in ascending order.</summary>
    private sealed record Subset(int[] States)
    {
        public bool Equals(Subset? other) => other is not null && States.AsSpan().SequenceEqual(other.States);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(States.AsSpan()));
            return hash.ToHashCode();
        }
    }

    /// <summary>States that consume one byte of a set, and forks that consume nothing.</summary>
    private sealed class Automaton
    {
        public const int End = 0;

        /// <summary>A state that consumes nothing and leads nowhere. Only the end of the text may follow it.</summary>
        private const int TextEnd = 1;

        private const int MaxSize = 2000;

        /// <summary>Distinct sets are distinguished by the bits of one word.</summary>
        private const int MaxSets = 128;

        private readonly HashSet<ByteSet> _sets = [];

        /// <summary>More copies of an item than this are treated as "any number".</summary>
        private const int MaxCopies = 48;

        /// <summary>
        /// More optional bytes than this are treated as "any number". This is harmless, because a run of one class ends soon.
        /// </summary>
        private const int MaxOptionalBytes = 3;

        /// <summary>Same for optional groups, of which any number could go on for long.</summary>
        private const int MaxOptionalGroups = 8;

        private readonly List<(ByteSet Set, int[] Targets)> _states = [(default, []), (default, [])];

        /// <summary>
        /// Adds the states of <paramref name="node"/>, which is followed by state <paramref name="next"/>. Returns its first state, or -1
        /// when the automaton gets too large.
        /// </summary>
        public int TryAdd(RegexNode node, int next) => _states.Count > MaxSize || next < 0 ? -1 : node switch
        {
            SetNode set => Add(set.Set, [next]),
            ConcatNode concat => concat.Items.Reverse().Aggregate(next, (following, item) => TryAdd(item, following)),
            AlternateNode alternate => Fork([.. alternate.Branches.Select(branch => TryAdd(branch, next))]),
            GroupNode group => TryAdd(group.Item, next),
            RepeatNode repeat => AddRepeat(repeat, next),
            AnchorNode { Kind: AnchorKind.TextEnd } => TextEnd,
            _ => next,
        };

        private int AddRepeat(RepeatNode repeat, int next)
        {
            var copies = Math.Min(repeat.Min, MaxCopies);
            var isLoose = repeat.Min > MaxCopies || repeat.Max == RegexLength.Unbounded
                || repeat.Max - repeat.Min > (repeat.Item is SetNode ? MaxOptionalBytes : MaxOptionalGroups);
            var entry = isLoose ? AddLoop(repeat.Item, next) : next;
            for (var i = repeat.Min; !isLoose && i < repeat.Max; i++)
            {
                entry = Fork([TryAdd(repeat.Item, entry), next]);
            }

            for (var i = 0; i < copies; i++)
            {
                entry = TryAdd(repeat.Item, entry);
            }

            return entry;
        }

        private int AddLoop(RegexNode item, int next)
        {
            var loop = Add(default, []);
            var body = TryAdd(item, loop);
            _states[loop] = (default, [body, next]);
            return body < 0 ? -1 : loop;
        }

        private int Fork(int[] targets) => Array.Exists(targets, target => target < 0) ? -1 : Add(default, targets);

        private int Add(ByteSet set, int[] targets)
        {
            _states.Add((set, targets));
            _sets.Add(set);
            return _sets.Count <= MaxSets ? _states.Count - 1 : -1;
        }

        /// <summary>
        /// Computes the classes: bytes that no state distinguishes are in one class. Returns the class of each byte, and one byte of each
        /// class.
        /// </summary>
        public (byte[] Classes, byte[] Representatives) ComputeClasses()
        {
            var (classes, representatives, numbers) = (new byte[256], new List<byte>(), new Dictionary<UInt128, byte>());
            for (var b = 0; b < 256; b++)
            {
                var members = UInt128.Zero;
                foreach (var set in _sets)
                {
                    members = (members << 1) | (set.Contains((byte)b) ? UInt128.One : UInt128.Zero);
                }

                if (!numbers.TryGetValue(members, out classes[b]))
                {
                    classes[b] = (byte)representatives.Count;
                    numbers.Add(members, classes[b]);
                    representatives.Add((byte)b);
                }
            }

            return (classes, [.. representatives]);
        }

        /// <summary>Returns whether the text may end in a state of this subset.</summary>
        public static bool MayEnd(Subset subset) => Array.BinarySearch(subset.States, TextEnd) >= 0;

        public Subset? Step(Subset from, byte value) =>
            ComputeClosure(from.States.Where(state => _states[state].Set.Contains(value)).Select(state => _states[state].Targets[0]));

        /// <summary>
        /// Returns the consuming states that can be reached without consuming a byte. Returns null when the end can be reached.
        /// </summary>
        public Subset? ComputeClosure(IEnumerable<int> from)
        {
            var (seen, found, open) = (new HashSet<int>(), new List<int>(), new Stack<int>(from));
            while (open.TryPop(out var state))
            {
                if (state == End)
                {
                    return null;
                }

                if (!seen.Add(state))
                {
                    continue;
                }

                if (state == TextEnd || _states[state].Set != default)
                {
                    found.Add(state);
                    continue;
                }

                foreach (var target in _states[state].Targets)
                {
                    open.Push(target);
                }
            }

            found.Sort();
            return new Subset([.. found]);
        }
    }
}
