using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Literals;

/// <summary>
/// Finds, for a regex, a set of literals of which every match contains at least one. They are chosen so that they occur as rarely as
/// possible in ordinary text. A literal's positions are byte sets, so <c>AKIA[A-Z2-7]</c> is one literal of five positions. The method:
/// from every item of every concatenation, what must follow is expanded into plain sequences. The best start is used.
/// </summary>
internal sealed class LiteralExtractor(RateMemo rates)
{
    /// <summary>More alternatives than this are not worth their buckets.</summary>
    private const int MaxSequences = 64;

    /// <summary>Longer literals do not verify better.</summary>
    private const int MaxPositions = 12;

    /// <summary>
    /// In a row of sets, only one in this many positions is tried as a start. A literal that starts between two of them would be part of
    /// the one that starts before it.
    /// </summary>
    private const int StartsApart = 8;

    /// <summary>A larger class is not a good start of a literal.</summary>
    private const int MaxFirst = 24;

    /// <summary>
    /// A choice that costs at most this much more than a literal costs by existing is taken without a search for a better one.
    /// </summary>
    private const double GoodEnough = 1e-8;

    /// <summary>A literal expected more often than this (share of positions) filters nothing.</summary>
    private const double MaxRate = 0.004;

    /// <summary>
    /// Share of the locations of a literal that are at the start of a word. Few of the locations where two letters occur by chance are.
    /// </summary>
    private const double BoundaryShare = 0.3;

    /// <summary>An attempt to match costs as much as this many windows.</summary>
    private const double AttemptCost = 2;

    /// <summary>
    /// What a literal costs by existing: it makes its bucket allow more of the bytes of other literals. With this value the built-in rules
    /// have 841 literals. Twice the value would save 19 literals and give twice as many candidates.
    /// </summary>
    private const double LiteralCost = 5e-6;

    /// <summary>This many byte sequences of a window fill the index as much as one literal fills its bucket.</summary>
    private const double SequencesPerLiteral = 256;

    /// <summary>Number of bytes of an ordinary content.</summary>
    private const double OrdinaryLength = 30_000;

    /// <summary>Cost of a search of the whole content, for each byte.</summary>
    private const double WholeSearchPerByte = 0.2;

    /// <summary>
    /// Returns the best literals, with offsets relative to the start of <paramref name="node"/>. Returns none when the regex has none that
    /// are worth searching for.
    /// </summary>
    public Choice Extract(RegexNode node) =>
        FindBest(node, new RegexLength(0, 0), null) is var best && best.Rate <= MaxRate ? best : Choice.None;

    /// <summary>Returns keywords, in any case, of which a content must contain at least one for a rule to check it at all.</summary>
    public Choice ExtractKeywords(IReadOnlyList<string> words)
    {
        var sequences = words.Where(word => word.Length > 0)
            .Select(word =>
            new Sequence([.. Encoding.UTF8.GetBytes(word).Take(MaxPositions).Select(b => rates.NumberOf(ByteSet.FromByte(b).FoldCase()))],
            IsOpen: false)).ToList();
        if (sequences.Count == 0 || sequences.Count > MaxSequences)
        {
            return Choice.None;
        }

        var (rate, fullRate, room) = Weigh(sequences);
        Literal[] keywords =
            [.. sequences.Select(s =>
            new Literal(rates.GetSets(s.Sets), 0, 0, NeedsBoundary: false) { IsKeyword = true, Window = rates.FindBest(s.Sets) })];
        return new(keywords, rate, fullRate, rate + (Math.Min(1, fullRate * OrdinaryLength) * WholeSearchPerByte) + (room * LiteralCost));
    }

    private Choice FindBest(RegexNode node, RegexLength before, RegexPosition? outer)
    {
        var items = Flatten(node);
        var (best, inRow) = (Choice.None, 0);
        for (var i = 0; i < items.Count && best.Cost > (LiteralCost * (1 + (1 / SequencesPerLiteral))) + GoodEnough; i++)
        {
            var position = new RegexPosition(outer, items, i);
            var (isWide, isSet) = (IsWide(items[i]), items[i] is SetNode);
            best = isWide || (isSet && inRow % StartsApart != 0) ? best : FindBestExpansion(position, before, best);
            best = best.ChooseBetter(FindInside(position, before));
            inRow = isSet && !isWide ? inRow + 1 : 0;
            before = before.Add(RegexLength.Compute(items[i]));
        }

        return best;
    }

    /// <summary>
    /// Returns the best of all lengths to which the start at <paramref name="position"/> can be expanded. Shorter literals are fewer,
    /// longer ones are rarer.
    /// </summary>
    private Choice FindBestExpansion(RegexPosition position, RegexLength before, Choice best)
    {
        foreach (var sequences in EnumerateExpansions(position.Items, position.Index))
        {
            best = ChooseBetter(best, sequences, before, position);
        }

        return best;
    }

    /// <summary>
    /// Returns whether the item is a large class. A literal that begins with one is rarely better than the literal that begins after it.
    /// </summary>
    private static bool IsWide(RegexNode item) => item switch
    {
        SetNode set => set.Set.Count > MaxFirst,
        RepeatNode { Item: SetNode set } => set.Set.Count > MaxFirst,
        AnchorNode { Kind: not AnchorKind.WordBoundary } or EmptyNode => true,
        _ => false,
    };

    /// <summary>
    /// Returns the best literals inside an item: in every branch of an alternation, or in what is repeated at least once.
    /// </summary>
    private Choice FindInside(RegexPosition position, RegexLength before) => position.Items[position.Index] switch
    {
        AlternateNode alternate =>
            alternate.Branches.Select(branch => FindBest(branch, before, position)).Aggregate((a, b) => a.Combine(b)),
        RepeatNode { Min: >= 1 } repeat => FindBest(repeat.Item, before, position),
        _ => Choice.None,
    };

    private static List<RegexNode> Flatten(RegexNode node) => node switch
    {
        ConcatNode concat => [.. concat.Items.SelectMany(Flatten)],
        GroupNode group => Flatten(group.Item),
        _ => [node],
    };

    /// <summary>Returns every way to begin at item <paramref name="first"/>, each as far as it is determined.</summary>
    private List<Sequence> Expand(IReadOnlyList<RegexNode> items, int first) => EnumerateExpansions(items, first).Last();

    /// <summary>
    /// Does the same by one item after the other. Returns the sequences after each step, as often as their number could grow.
    /// </summary>
    private IEnumerable<List<Sequence>> EnumerateExpansions(IReadOnlyList<RegexNode> items, int first)
    {
        var sequences = new List<Sequence> { Sequence.Empty };
        yield return sequences;
        for (var i = first; i < items.Count && sequences.Exists(s => s.IsOpen);)
        {
            var next = Append(sequences, ReadNextParts(items, ref i));
            if (next.Count > MaxSequences)
            {
                yield break;
            }

            yield return sequences = next;
        }
    }

    /// <summary>Reads the next part. Consecutive sets are one part.</summary>
    private List<Sequence> ReadNextParts(IReadOnlyList<RegexNode> items, ref int i)
    {
        var sets = new List<ushort>();
        for (; i < items.Count && sets.Count < MaxPositions && items[i] is SetNode set; i++)
        {
            sets.Add(rates.NumberOf(set.Set));
        }

        return sets.Count > 0 ? [new([.. sets], true)] : GetParts(items[i++]);
    }

    private readonly HashSet<Sequence> _seen = [];

    /// <summary>
    /// Returns every open head with every tail after it, each result once. Once there are more than <paramref name="most"/> results, which
    /// is too many, no more are added.
    /// </summary>
    private List<Sequence> Append(List<Sequence> heads, List<Sequence> tails, int most = MaxSequences)
    {
        if (heads.Count == 1 && tails.Count == 1)
        {
            return [heads[0].IsOpen ? heads[0].Append(tails[0]) : heads[0]];
        }

        var all = new List<Sequence>();
        _seen.Clear();
        for (var h = 0; h < heads.Count && all.Count <= most; h++)
        {
            for (var t = 0; t < (heads[h].IsOpen ? tails.Count : 1) && all.Count <= most; t++)
            {
                var sequence = heads[h].IsOpen ? heads[h].Append(tails[t]) : heads[h];
                if (_seen.Add(sequence))
                {
                    all.Add(sequence);
                }
            }
        }

        return all;
    }

    private List<Sequence> GetParts(RegexNode item) => item switch
    {
        SetNode set => [new([rates.NumberOf(set.Set)], true)],
        RepeatNode repeat => ExpandRepeat(repeat),
        AlternateNode alternate => [.. alternate.Branches.SelectMany(branch => Expand(Flatten(branch), 0))],
        ConcatNode or GroupNode => Expand(Flatten(item), 0),
        AnchorNode { Kind: AnchorKind.WordBoundary } => [Sequence.Empty with { NeedsBoundary = true }],
        _ => [Sequence.Empty],
    };

    private List<Sequence> ExpandRepeat(RepeatNode repeat)
    {
        var part = GetParts(repeat.Item);
        var sequences = new List<Sequence> { Sequence.Empty };
        for (var i = 0; i < Math.Min(repeat.Min, MaxPositions); i++)
        {
            var next = Append(sequences, part);
            if (next.Count > MaxSequences)
            {
                return [.. sequences.Select(s => s with { IsOpen = false })];
            }

            sequences = next;
        }

        if (repeat.Min == repeat.Max)
        {
            return sequences;
        }

        // One optional item: both ways. More than one: what follows is not determined.
        return repeat.Max - repeat.Min == 1
            ? [.. sequences.Concat(Append(sequences, part, int.MaxValue)).Distinct()]
            : [.. sequences.Select(s => s with { IsOpen = false })];
    }

    /// <summary>Returns how much of the tables and the index a literal uses. It is about 1 for plain text.</summary>
    private double ComputeRoom(ushort[] sets, Window window)
    {
        var sequences = 1.0;
        for (var k = window.Offset; k < window.Offset + Literal.WindowLength; k++)
        {
            sequences *= rates.SetOf(sets, k).FoldedCount;
        }

        return 1 + (sequences / SequencesPerLiteral);
    }

    /// <param name="Sets">The bytes allowed at each position, as numbers of <see cref="RateMemo"/>.</param>
    /// <param name="IsOpen">Whether what follows in the regex comes directly after the sequence.</param>
    /// <param name="NeedsBoundary">Whether the sequence starts at a word boundary.</param>
    private sealed record Sequence(ushort[] Sets, bool IsOpen, bool NeedsBoundary = false)
    {
        public static Sequence Empty { get; } = new([], true);

        public Sequence Append(Sequence tail)
        {
            ushort[] sets = Sets.Length + tail.Sets.Length <= MaxPositions ? [.. Sets, .. tail.Sets]
                : [.. Sets, .. tail.Sets.AsSpan(0, MaxPositions - Sets.Length)];
            return new(sets, tail.IsOpen && sets.Length < MaxPositions, NeedsBoundary || (Sets.Length == 0 && tail.NeedsBoundary));
        }

        public bool Equals(Sequence? other) =>
            other is not null && IsOpen == other.IsOpen && NeedsBoundary == other.NeedsBoundary && Sets.AsSpan().SequenceEqual(other.Sets);

        public override int GetHashCode()
        {
            var hash = Sets.Length;
            foreach (var set in Sets)
            {
                hash = (hash * 31) + set;
            }

            return hash;
        }
    }

    /// <summary>
    /// Returns the literals of <paramref name="sequences"/> if they cost less than the <paramref name="best"/> ones so far.
    /// </summary>
    private Choice ChooseBetter(Choice best, List<Sequence> sequences, RegexLength before, RegexPosition position)
    {
        if (sequences.Count == 0 || sequences.Exists(s => s.Sets.Length == 0))
        {
            return best;
        }

        // Every possible distance from the start of the match is one more attempt.
        var attempts = 1 + (Math.Min((long)before.Max - before.Min, MatchLimits.MaxMatchLength) / 4.0);
        var (rate, fullRate, room) = Weigh(sequences);
        var cost = rate + (fullRate * attempts * AttemptCost) + (room * LiteralCost);
        return cost >= best.Cost ? best
            : new([.. sequences.Select(s => new Literal(rates.GetSets(s.Sets), before.Min, before.Max,
            s.NeedsBoundary) { Window = rates.FindBest(s.Sets), Position = position })], rate, fullRate, cost);
    }

    /// <summary>
    /// Returns the share of positions at which a window of the sequences occurs, the share at which one of the sequences occurs in full,
    /// and the room that they use.
    /// </summary>
    private (double Rate, double Standing, double Room) Weigh(List<Sequence> sequences)
    {
        var (rate, fullRate, room) = (0.0, 0.0, 0.0);
        foreach (var sequence in sequences)
        {
            var window = rates.FindBest(sequence.Sets);
            rate += window.Rate;
            fullRate += rates.ComputeWholeRate(sequence.Sets, window) * (sequence.NeedsBoundary ? BoundaryShare : 1);
            room += ComputeRoom(sequence.Sets, window);
        }

        return (rate, fullRate, room);
    }
}
