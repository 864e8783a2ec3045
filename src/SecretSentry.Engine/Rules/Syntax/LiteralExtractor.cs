namespace SecretSentry.Engine.Rules.Syntax;

/// <summary>
/// Finds, for a regex, a set of literals of which every match contains at least one, chosen so that they occur as rarely as
/// possible in ordinary text. A literal's positions are byte sets, so <c>AKIA[A-Z2-7]</c> is one literal of five positions.
/// Idea: from every item of every concatenation, expand what must follow into plain sequences; the best start wins.
/// </summary>
internal static class LiteralExtractor
{
    /// <summary>More alternatives than this are not worth their buckets.</summary>
    private const int MaxSequences = 64;

    /// <summary>Longer literals verify no better.</summary>
    private const int MaxPositions = 12;

    /// <summary>A literal expected more often than this (share of positions) filters nothing.</summary>
    private const double MaxRate = 0.004;

    /// <summary>The literals, offsets relative to the start of the match; empty when the regex has none worth searching for.</summary>
    public static IReadOnlyList<Literal> Extract(RegexNode node)
    {
        var best = Best(node, new RegexLength(0, 0));
        return best.Rate <= MaxRate ? best.Literals : [];
    }

    private static Choice Best(RegexNode node, RegexLength before)
    {
        var items = Flatten(node);
        var best = Choice.None;
        for (var i = 0; i < items.Count; i++)
        {
            best = best.OrBetter(Choice.Of(Expand(items, i), before)).OrBetter(Inside(items[i], before));
            before = before.Then(RegexLength.Of(items[i]));
        }

        return best;
    }

    /// <summary>The best literals that lie deeper: in every branch of an alternation, or in what is repeated at least once.</summary>
    private static Choice Inside(RegexNode item, RegexLength before) => item switch
    {
        AlternateNode alternate => alternate.Branches.Select(branch => Best(branch, before)).Aggregate((a, b) => a.And(b)),
        RepeatNode { Min: >= 1 } repeat => Best(repeat.Item, before),
        _ => Choice.None,
    };

    private static List<RegexNode> Flatten(RegexNode node) => node switch
    {
        ConcatNode concat => [.. concat.Items.SelectMany(Flatten)],
        GroupNode group => Flatten(group.Item),
        _ => [node],
    };

    /// <summary>Every way to begin at item <paramref name="first"/>, each as far as it is determined.</summary>
    private static List<Sequence> Expand(List<RegexNode> items, int first)
    {
        var sequences = new List<Sequence> { Sequence.Empty };
        for (var i = first; i < items.Count && sequences.Exists(s => s.IsOpen); i++)
        {
            var next = Append(sequences, Parts(items[i]));
            if (next.Count > MaxSequences)
            {
                return sequences;
            }

            sequences = next;
        }

        return sequences;
    }

    private static List<Sequence> Append(List<Sequence> heads, List<Sequence> tails) =>
        [.. heads.SelectMany(head => head.IsOpen ? tails.Select(head.Then) : [head]).DistinctBy(s => s.Key)];

    private static List<Sequence> Parts(RegexNode item) => item switch
    {
        SetNode set => [new([set.Set], true)],
        RepeatNode repeat => Repeated(repeat),
        AlternateNode alternate => [.. alternate.Branches.SelectMany(branch => Expand(Flatten(branch), 0))],
        ConcatNode or GroupNode => Expand(Flatten(item), 0),
        _ => [Sequence.Empty],
    };

    private static List<Sequence> Repeated(RepeatNode repeat)
    {
        var part = Parts(repeat.Item);
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

        // One optional item: both ways. More: what follows is not determined.
        return repeat.Max - repeat.Min == 1
            ? [.. sequences.Concat(Append(sequences, part)).DistinctBy(s => s.Key)]
            : [.. sequences.Select(s => s with { IsOpen = false })];
    }

    /// <param name="Sets">What each position must hold.</param>
    /// <param name="IsOpen">Whether what follows in the regex follows directly behind.</param>
    private sealed record Sequence(ByteSet[] Sets, bool IsOpen)
    {
        public static Sequence Empty { get; } = new([], true);

        /// <summary>Equal for equal sequences.</summary>
        public string Key => $"{IsOpen} {string.Join(' ', Sets.Select(s => s.Name))}";

        public Sequence Then(Sequence tail)
        {
            var sets = Sets.Concat(tail.Sets).Take(MaxPositions).ToArray();
            return new(sets, tail.IsOpen && sets.Length < MaxPositions);
        }
    }

    private sealed record Choice(IReadOnlyList<Literal> Literals, double Rate)
    {
        public static Choice None { get; } = new([], double.PositiveInfinity);

        public static Choice Of(List<Sequence> sequences, RegexLength before) =>
            sequences.Count == 0 || sequences.Exists(s => s.Sets.Length == 0)
                ? None
                : new([.. sequences.Select(s => new Literal(s.Sets, before.Min, before.Max))], sequences.Sum(s => Literal.BestWindow(s.Sets).Rate));

        // A literal at a known distance needs one attempt, so distance counts against an equally rare rival.
        public Choice OrBetter(Choice other) => other.Rate < Rate * 0.8 ? other : this;

        public Choice And(Choice other) => new([.. Literals, .. other.Literals], Rate + other.Rate);
    }
}
